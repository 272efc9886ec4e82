using Bourse.Journal;
using Bourse.Records;

namespace Bourse.Tests.Records;

/// <summary>The chain of the audit under the hands of somebody who may write to the disk.</summary>
public sealed class AuditChainTests : IDisposable
{
    private const int Entries = 6;

    private readonly AuditFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Any_byte_that_is_changed_is_found_at_its_entry()
    {
        var payloads = Write();
        for (var entry = 0; entry < Entries; entry++)
            for (var at = entry; at < payloads[entry].Length; at += 5)
            {
                var changed = payloads.Select(payload => (byte[])payload.Clone()).ToList();
                changed[entry][at] ^= 0x20;
                var chain = Verify(changed);
                Assert.NotNull(chain.Fault);
                Assert.Equal(entry, chain.Last);
            }
    }

    [Fact]
    public void An_entry_taken_out_put_in_or_moved_is_found()
    {
        var payloads = Write();
        Assert.Null(Verify(payloads).Fault);
        Assert.Equal(2, Verify([.. payloads[..2], .. payloads[3..]]).Last);
        Assert.Equal(3, Verify([.. payloads[..3], payloads[0], .. payloads[3..]]).Last);
        Assert.Equal(1, Verify([payloads[0], payloads[2], payloads[1], .. payloads[3..]]).Last);
    }

    [Fact]
    public void That_its_end_was_cut_off_is_told_by_a_head_that_was_kept_alone()
    {
        var payloads = Write();
        var (whole, cut) = (Verify(payloads), Verify(payloads[..4]));
        Assert.Null(cut.Fault);
        Assert.NotEqual(whole.Head, cut.Head);
    }

    [Fact]
    public void It_goes_on_over_restarts()
    {
        Write();
        using (var trail = _folder.Open())
            trail.Append(AuditFolder.Entry(7));
        using var journal = _folder.Read();
        var chain = AuditChain.Verify(journal, TestContext.Current.CancellationToken);
        Assert.Null(chain.Fault);
        Assert.Equal(Entries + 1, chain.Last);
    }

    private List<byte[]> Write()
    {
        using (var trail = _folder.Open())
            for (var i = 0; i < Entries; i++)
                trail.Append(AuditFolder.Entry(i));
        var payloads = new List<byte[]>();
        using var journal = _folder.Read();
        using var cursor = journal.OpenCursor(1);
        while (cursor.TryRead(out var record))
            payloads.Add(record.Payload.ToArray());
        return payloads;
    }

    // Somebody who can write a journal gets its checksums right.
    private static AuditChain Verify(List<byte[]> payloads)
    {
        using var folder = new AuditFolder();
        using (var journal = JournalWriter.Open(new JournalOptions { Directory = folder.Path, SegmentBytes = 1 << 16 }))
        {
            foreach (var payload in payloads)
                journal.Append(AuditTrail.EntryType, AuditTrail.LayoutVersion, 1, payload);
            journal.Publish();
        }

        using var reader = folder.Read();
        return AuditChain.Verify(reader, TestContext.Current.CancellationToken);
    }
}
