using Bourse.Journal;
using Bourse.Records;

namespace Bourse.Tests.Records;

/// <summary>An audit journal in a temporary folder, which goes when the test is over.</summary>
internal sealed class AuditFolder : IDisposable
{
    private readonly string _path = System.IO.Directory.CreateTempSubdirectory("bourse-audit-").FullName;
    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero));

    public string Path => System.IO.Path.Combine(_path, "audit");

    /// <summary>A folder of an empty journal.</summary>
    public string Nothing => System.IO.Directory.CreateDirectory(System.IO.Path.Combine(_path, "nothing")).FullName;

    public AuditTrail Open() =>
        AuditTrail.Open(new JournalOptions { Directory = Path, SegmentBytes = 1 << 16 }, new Ticking(_clock));

    public JournalReader Read() => JournalReader.Open(System.IO.Directory.CreateDirectory(Path).FullName);

    public static AuditEntry Entry(int i) => new(
        $"user-{i % 3}", $"bk_{i}", "127.0.0.1", $"request-{i}", "placeOrder", $"account-{i}", 202, i, $$"""{"n":{{i}}}""");

    public void Dispose() => System.IO.Directory.Delete(_path, recursive: true);

    // Each entry is of another second.
    private sealed class Ticking(ManualClock clock) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow()
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return clock.GetUtcNow();
        }
    }
}
