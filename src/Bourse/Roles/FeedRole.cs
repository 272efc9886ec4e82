using Bourse.Feeds;
using Bourse.Market;
using Bourse.Tape;
using Microsoft.Extensions.Logging;

namespace Bourse.Roles;

/// <summary>One feed on a thread of its own. A feed that fails says so on the tape; the others go on.</summary>
internal sealed class FeedRole : IDisposable
{
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Thread _thread;
    private int _state = (int)FeedState.Connecting;

    public FeedRole(IFeed feed, Tape.Tape tape, ILogger log)
    {
        (Feed, _log) = (feed, log);
        Inlet = tape.AddFeed(feed.Name, _stopping.Token);
        _thread = new Thread(Loop) { Name = $"feed {feed.Name}" };
    }

    public IFeed Feed { get; }

    public TapeInlet Inlet { get; }

    /// <summary>What the feed is doing; any thread.</summary>
    public FeedState State => Inlet.IsWaiting ? FeedState.Waiting : (FeedState)Volatile.Read(ref _state);

    /// <summary>Why it failed; null otherwise.</summary>
    public string? Fault { get; private set; }

    public bool HasEnded => State is FeedState.Finished or FeedState.Failed;

    public void Start() => _thread.Start();

    /// <summary>Asks the feed to stop; <see cref="Join"/> waits for it.</summary>
    public void Cancel() => _stopping.Cancel();

    public void Join()
    {
        if (!_thread.ThreadState.HasFlag(ThreadState.Unstarted))
            _thread.Join();
    }

    public void Dispose() => _stopping.Dispose();

    private void Loop()
    {
        try
        {
            Volatile.Write(ref _state, (int)FeedState.Live);
            Feed.Run(Inlet, _stopping.Token);
            Volatile.Write(ref _state, (int)FeedState.Finished);
        }
        catch (OperationCanceledException)
        {
            Volatile.Write(ref _state, (int)FeedState.Finished);
        }
        catch (FeedException fault)
        {
            Fail(fault.Message);
        }
        catch (Exception fault)
        {
            Fail($"{Feed.Name}: {fault.Message}");
            _log.LogError(fault, "Feed {Feed}", Feed.Name);
        }
    }

    private void Fail(string reason)
    {
        Fault = reason;
        Volatile.Write(ref _state, (int)FeedState.Failed);
        _log.LogError("Feed {Feed} failed: {Reason}", Feed.Name, reason);
    }
}
