using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LossGen.Nests;

/// <summary>
/// The terms of sums that each belong to one of many, put together by a counting sort: those of a sum stand side by side, in their order. So the gradient by rows that
/// were gathered goes through the terms of each row instead of comparing all of them with every row.
/// </summary>
public readonly ref struct Buckets
{
    private readonly Scratch<nint> starts, terms;

    private Buckets(Scratch<nint> starts, Scratch<nint> terms)
    {
        this.starts = starts;
        this.terms = terms;
    }

    /// <summary>Where the terms of each bucket begin, and behind the last one the number of all.</summary>
    public Span<nint> Starts => starts.Span;

    /// <summary>The terms, bucket after bucket: their positions within the part that has buckets of its own.</summary>
    public Span<nint> Terms => terms.Span;

    /// <summary>Sorts the terms.</summary>
    /// <param name="places">The bucket of each term; what lies outside belongs to none.</param>
    /// <param name="parts">How many parts of equal length the terms have, with buckets of their own.</param>
    /// <param name="extent">How many buckets a part has.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Buckets Of(ReadOnlySpan<double> places, nint parts, nint extent)
    {
        var sorted = new Buckets(Scratch<nint>.Take(checked((parts * extent) + 1)), Scratch<nint>.Take(places.Length));
        sorted.Starts.Clear();
        if (parts == 0 || extent == 0)
            return sorted;
        nint length = places.Length / parts;
        ref double place = ref MemoryMarshal.GetReference(places);
        ref nint start = ref MemoryMarshal.GetReference(sorted.Starts), term = ref MemoryMarshal.GetReference(sorted.Terms);

        // Each count stands behind its bucket, so that the sum up to it is where the bucket begins; once all terms are placed, that is where it ends.
        for (nint part = 0; part < parts; part++)
        {
            for (nint at = 0; at < length; at++)
            {
                if (Bucket(Unsafe.Add(ref place, (part * length) + at), extent) is var bucket && bucket >= 0)
                    Unsafe.Add(ref start, (part * extent) + bucket + 1)++;
            }
        }

        nint total = 0;
        for (nint bucket = 0; bucket < parts * extent; bucket++)
        {
            nint count = Unsafe.Add(ref start, bucket + 1);
            Unsafe.Add(ref start, bucket + 1) = total;
            total += count;
        }

        for (nint part = 0; part < parts; part++)
        {
            for (nint at = 0; at < length; at++)
            {
                if (Bucket(Unsafe.Add(ref place, (part * length) + at), extent) is var bucket && bucket >= 0)
                    Unsafe.Add(ref term, Unsafe.Add(ref start, (part * extent) + bucket + 1)++) = at;
            }
        }

        return sorted;
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        starts.Dispose();
        terms.Dispose();
    }

    /// <summary>The bucket; -1 where there is none.</summary>
    private static nint Bucket(double place, nint extent) => place >= 0 && place < extent ? (nint)place : -1;
}
