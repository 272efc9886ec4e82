using Bourse.Engine;
using Bourse.Journal;

namespace Bourse.Tests.Engine;

/// <summary>The journals of an exchange in a temporary folder, which goes when the test is over.</summary>
internal sealed class EngineFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("bourse-engine-").FullName;

    public ManualClock Clock { get; } = new(new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero));

    public JournalOptions Orders => new()
    {
        Directory = Path.Combine(_path, "orders"), SegmentBytes = 1 << 16, Durability = Durability.Each, RetryMillis = 5,
    };

    public JournalOptions Blotter => Orders with { Directory = Path.Combine(_path, "blotter"), Durability = Durability.Os };

    public RunningEngine Start(EngineOptions? options = null, IJournalFiles? files = null) =>
        new(Open(options, files));

    public Bourse.Engine.Engine Open(EngineOptions? options = null, IJournalFiles? files = null) =>
        Bourse.Engine.Engine.Open(options ?? new EngineOptions(), Orders, Blotter, Clock, files);

    public string Snapshots => Path.Combine(_path, "snapshots");

    public ReplayReport Verify() => VerifyAll().Replay;

    public ExchangeVerification VerifyAll() => ExchangeVerifier.Verify(Orders.Directory, Blotter.Directory, Snapshots);

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
