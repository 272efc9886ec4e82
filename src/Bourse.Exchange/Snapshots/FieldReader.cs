namespace Bourse.Exchange;

/// <summary>Reads fields. What is read has no gaps: numbers are places.</summary>
internal readonly struct FieldReader(SnapshotReader from, SnapshotCounts counts) : IFields
{
    public void Copy<T>(ref T field, string name)
        where T : unmanaged => field = from.Take<T>();

    public void CopyNumber(ref int field, Numbered of, string name)
    {
        field = from.Take<int>();
        if (unchecked((uint)field) > (uint)counts.Of(of))
            throw new InvalidDataException($"The snapshot names {of} {field} of {counts.Of(of)} as {name}.");
    }
}
