using Bourse.Feeds;
using Bourse.Tape;

namespace Bourse.Tests.Feeds;

/// <summary>Publishes what a test wants on a tape.</summary>
internal sealed class ScriptFeed(Action<TapeInlet> publish) : IFeed
{
    public string Name => "script";

    public void Run(TapeInlet tape, CancellationToken stopping) => publish(tape);
}
