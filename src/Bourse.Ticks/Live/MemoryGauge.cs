namespace Bourse.Ticks;

/// <summary>The bytes held by columns, bars and books. The writer's thread changes it, any thread reads it.</summary>
internal sealed class MemoryGauge
{
    private long _bytes;

    public long Bytes => Volatile.Read(ref _bytes);

    public void Add(long bytes) => Volatile.Write(ref _bytes, _bytes + bytes);
}
