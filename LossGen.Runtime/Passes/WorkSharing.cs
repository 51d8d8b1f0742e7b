using System.Runtime.ExceptionServices;

namespace LossGen.Passes;

/// <summary>
/// Shares numbered groups of work between the calling thread and the thread pool, without allocating: each calling thread keeps one job,
/// which workers draw tickets from. A worker that comes late finds no ticket left and goes.
/// </summary>
internal sealed unsafe class WorkSharing : IThreadPoolWorkItem
{
    [ThreadStatic]
    private static WorkSharing? job;

    private delegate*<nint, int, void> work;
    private nint context;
    private int completed;
    private ExceptionDispatchInfo? failure;

    // The run's number above the tickets left. Drawing compares both, so that a late worker can never draw from a run it did not read.
    private long tickets;

    private WorkSharing()
    {
    }

    /// <summary>Calls <paramref name="work"/> once for every group below <paramref name="groups"/>, and returns, or throws what one threw, when all are done.</summary>
    public static void Run(delegate*<nint, int, void> work, nint context, int groups, int threads)
    {
        if (threads <= 1 || groups <= 1)
        {
            for (int group = 0; group < groups; group++)
                work(context, group);
            return;
        }

        WorkSharing shared = job ??= new WorkSharing();
        shared.Share(work, context, groups, Math.Min(threads, groups) - 1);
    }

    void IThreadPoolWorkItem.Execute() => DrawTickets();

    private void Share(delegate*<nint, int, void> newWork, nint newContext, int groups, int helpers)
    {
        work = newWork;
        context = newContext;
        completed = 0;
        long nextRun = (tickets >> 32) + 1;
        Volatile.Write(ref tickets, (nextRun << 32) | (uint)groups);
        for (int helper = 0; helper < helpers; helper++)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

        DrawTickets();
        SpinWait wait = default;
        while (Volatile.Read(ref completed) < groups)
            wait.SpinOnce(sleep1Threshold: -1);
        if (Interlocked.Exchange(ref failure, null) is { } thrown)
            thrown.Throw();
    }

    private void DrawTickets()
    {
        while (true)
        {
            long seen = Volatile.Read(ref tickets);
            if ((int)seen == 0)
                return;
            if (Interlocked.CompareExchange(ref tickets, seen - 1, seen) != seen)
                continue;

            // The run cannot end before this ticket is done, so what it works on stays put.
            try
            {
                work(context, (int)seen - 1);
            }
            catch (Exception exception)
            {
                // The caller hears of it once no worker reads from its stack any more.
                failure = ExceptionDispatchInfo.Capture(exception);
            }

            Interlocked.Increment(ref completed);
        }
    }
}
