using Bourse.Feeds;
using Bourse.Market;
using Bourse.Tape;
using Microsoft.Extensions.Logging;

namespace Bourse.Roles;

/// <summary>One feed on a thread of its own. A feed that fails says so on the tape; the others go on.</summary>
internal sealed class FeedRole : IDisposable
{
    private const int ReasonLengthMax = 200;

    private readonly IFeed _feed;
    private readonly Tape.Tape _tape;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Thread _thread;
    private readonly TapeInlet _inlet;
    private int _state = (int)FeedState.Connecting;

    public FeedRole(IFeed feed, Tape.Tape tape, ILogger log)
    {
        (_feed, _tape, _log) = (feed, tape, log);
        _inlet = tape.AddFeed(feed.Name, _stopping.Token);
        _thread = new Thread(Loop) { Name = $"feed {feed.Name}" };
    }

    public IFeed Feed => _feed;

    public TapeInlet Inlet => _inlet;

    /// <summary>What the feed is doing; any thread.</summary>
    public FeedState State => _inlet.IsWaiting ? FeedState.Waiting : (FeedState)Volatile.Read(ref _state);

    /// <summary>Why it failed; null otherwise.</summary>
    public string? Fault { get; private set; }

    public bool HasEnded => State is FeedState.Finished or FeedState.Failed;

    public void Start() => _thread.Start();

    /// <summary>Asks the feed to stop; <see cref="Join"/> waits for it.</summary>
    public void Cancel() => _stopping.Cancel();

    public void Join()
    {
        if (_thread.ThreadState.HasFlag(ThreadState.Unstarted))
            return;
        _thread.Join();
    }

    public void Dispose() => _stopping.Dispose();

    private void Loop()
    {
        try
        {
            Say(FeedState.Live, $"{_feed.Name} starts");
            _feed.Run(_inlet, _stopping.Token);
            Say(FeedState.Finished, $"{_feed.Name} has ended");
        }
        catch (OperationCanceledException)
        {
            Volatile.Write(ref _state, (int)FeedState.Finished);
        }
        catch (Exception fault)
        {
            Fault = fault.Message;
            _log.LogError(fault, "Feed {Feed} failed", _feed.Name);
            TrySay(FeedState.Failed, $"{_feed.Name}: {fault.Message}");
        }
    }

    private void TrySay(FeedState state, string text)
    {
        try
        {
            Say(state, text);
        }
        catch (OperationCanceledException)
        {
            Volatile.Write(ref _state, (int)state);
        }
    }

    private void Say(FeedState state, string text)
    {
        Volatile.Write(ref _state, (int)state);
        _inlet.Publish(new FeedStatus(default, state, text.Length <= ReasonLengthMax ? text : text[..ReasonLengthMax]));
    }
}
