using ILGPU;
using LossGen.Nests;
using LossGen.Passes;

namespace LossGen.Gpu;

/// <summary>
/// Threads of a group that share a row, or a column: lanes. The teams of a group take neighbouring rows. A team that has no row left goes through
/// the same steps, since all threads of a group meet at barriers: its lanes start behind the end of every loop (<see cref="Lane"/>).
/// </summary>
/// <typeparam name="TExchange">How they exchange what they form.</typeparam>
public readonly struct Team<TExchange>
    where TExchange : struct, IExchange
{
    /// <summary>Behind the end of every loop, with room for what is added to it.</summary>
    private const long NoLane = long.MaxValue / 4;

    private readonly Lanes lanes;
    private readonly ArrayView<double> shared;
    private readonly int index;
    private readonly int teams;

    private Team(int size, bool areAdjacent)
    {
        teams = Group.DimX / size;
        lanes = areAdjacent
            ? new Lanes { Size = size, Mine = Group.IdxX % size, Stride = 1 }
            : new Lanes { Size = size, Mine = Group.IdxX / teams, Stride = teams };
        index = areAdjacent ? Group.IdxX / size : Group.IdxX % teams;
        shared = TExchange.Allocate();
    }

    /// <summary>Threads for a row: lanes are neighbours, and so are the elements that they take.</summary>
    public static Team<TExchange> OfRow(int size) => new(size, areAdjacent: true);

    /// <summary>Threads for a column: teams are neighbours, and so are the columns that they take.</summary>
    public static Team<TExchange> OfColumn(int size) => new(size, areAdjacent: false);

    /// <summary>The threads of the team.</summary>
    public long Size => lanes.Size;

    /// <summary>The first of the rows that the teams of this group take together.</summary>
    public long First => (long)Grid.IdxX * teams;

    /// <summary>How many rows all teams of the grid take together.</summary>
    public long Step => (long)Grid.DimX * teams;

    /// <summary>The number of the team among those of the grid.</summary>
    public long Number => First + index;

    /// <summary>The row of this team, among those that begin with <paramref name="first"/>; the last one where there is none left.</summary>
    public long Row(long first, long count) => Math.Min(first + index, count - 1);

    /// <summary>Where this thread starts in the loops of the row: at its lane, or behind all ends where no row is left.</summary>
    public long Lane(long first, long count) => first + index < count ? lanes.Mine : NoLane;

    /// <summary>Whether a position is this thread's in the loops of the row, in which it starts at <paramref name="lane"/>.</summary>
    public bool Owns(long position, long lane) => (position & (lanes.Size - 1)) == lane;

    /// <summary>Where this thread starts in loops that the whole team runs once.</summary>
    public long OnlyLane => lanes.Mine;

    /// <summary>Adds up the accumulators of the team's threads, and hands the sum to all. Every thread of the group has to call it.</summary>
    public void AllReduce<TTotals>(ref TTotals mine)
        where TTotals : unmanaged, ITotals<TTotals> =>
        mine = TExchange.AllReduce<TTotals, AddTotals<TTotals>>(mine, lanes, shared);

    /// <summary>The same for an online softmax.</summary>
    public void AllReduceOnline(ref OnlineSum mine) => mine = TExchange.AllReduce<OnlineSum, AddOnline>(mine, lanes, shared);

    /// <summary>
    /// A running sum, a team's width of elements at a time: the sum of all elements up to this thread's. Every thread of the group has to call it.
    /// </summary>
    /// <param name="value">The thread's element; 0 behind the end.</param>
    /// <param name="before">The sum of the elements before; that of all elements so far afterwards.</param>
    public double Scan(double value, ref SumTotal before)
    {
        SumTotal mine = default;
        mine.Add(value);
        mine = TExchange.Scan(mine, lanes, shared, out SumTotal all);
        SumTotal running = before;
        running.Add(in mine);
        before.Add(in all);
        return running.Value;
    }

    /// <summary>Waits until all threads of the group are here, and see what the others wrote to memory.</summary>
    public static void Synchronize()
    {
        MemoryFence.GroupLevel();
        Group.Barrier();
    }
}
