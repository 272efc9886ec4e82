using Bourse.Journal;

namespace Bourse.Tests.Journal;

public sealed class AllocationTests : IDisposable
{
    private readonly JournalFolder _folder = new();

    [Fact]
    public void Appending_committing_and_reading_allocate_nothing()
    {
        using var writer = JournalWriter.Open(
            _folder.Options with { SegmentBytes = 16 << 20, Durability = Durability.Interval });
        using var cursor = writer.Reader.OpenCursor(1);
        var payload = new byte[56];
        var read = 0L;
        var allocated = Allocation.Of(() =>
        {
            for (var i = 0; i < 500; i++)
                writer.Append(7, 1, i, payload);
            writer.Commit();
            while (cursor.TryRead(out var record))
                read += record.Payload.Length;
        });

        Assert.Equal(0, allocated);
        Assert.Equal(101L * 500 * payload.Length, read);
    }

    public void Dispose() => _folder.Dispose();
}
