namespace Bourse.Matching;

/// <summary>A part of a reservation, used from its start on.</summary>
internal struct MemoryRegion(nint start, long bytes)
{
    private long _backed;

    public long UsedBytes { get; private set; }

    /// <exception cref="InsufficientMemoryException">It is used up.</exception>
    public nint Take(int count)
    {
        if (UsedBytes + count > bytes)
            throw new InsufficientMemoryException($"All order books together exceed {bytes >> 30} GB.");
        for (; _backed < UsedBytes + count; _backed += Reservation.StepBytes)
            Reservation.Back(start + (nint)_backed);
        var block = start + (nint)UsedBytes;
        UsedBytes += count;
        return block;
    }
}
