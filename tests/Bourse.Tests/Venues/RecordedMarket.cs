using System.Text.Json;

namespace Bourse.Tests.Venues;

/// <summary>
/// A recording's market: one position for all clients, the books as they stand there, and who gets what. Whoever
/// subscribes does so between two frames.
/// </summary>
internal sealed class RecordedMarket(VenueScript script, RecordedTape tape) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly List<VenueClient> _clients = [];
    private readonly List<Misbehaviour> _misbehaviours = [.. script.Misbehaviours];
    private TaskCompletionSource _change = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isRunning;
    private int _unseenLeft;
    private int _position;
    private (long Started, long Time)? _pace;

    public int PlaysTo { get; private set; } = script.PlaysTo;

    public int Position => Volatile.Read(ref _position);

    public Dictionary<string, PlainBook> Books => tape.Books;

    /// <summary>Plays the recording to its end.</summary>
    public async Task PlayAsync(CancellationToken stopping)
    {
        while (_position < tape.Frames.Count)
        {
            await UntilItMayGoOnAsync(stopping);
            await PaceAsync(tape.Frames[_position], stopping);
            await InTurnAsync(() => StepAsync(tape.Frames[_position++]));
        }

        if (script.ClosesAtEnd)
            await InTurnAsync(async () => await ForEachClientAsync(client => client.CloseAsync()));
    }

    public Task JoinAsync(VenueClient client) => InTurnAsync(() =>
    {
        _clients.Add(client);
        return Task.CompletedTask;
    });

    public Task LeaveAsync(VenueClient client)
    {
        // First, so that a market that waits for the client to take a frame goes on and gives up its turn.
        client.Leave();
        return InTurnAsync(() =>
        {
            _clients.Remove(client);
            Lose();
            return Task.CompletedTask;
        });
    }

    /// <summary>Subscribes: says the answers, then what each new channel begins with.</summary>
    public Task SubscribeAsync(
        VenueClient client, IReadOnlyList<(string Channel, string Symbol)> pairs, Func<IEnumerable<string>> answers) => InTurnAsync(async () =>
    {
        client.Held.UnionWith(pairs);
        foreach (var answer in answers())
            await client.SayAsync(answer);
        foreach (var (channel, symbol) in pairs)
            if (Opening(channel, symbol) is { } opening)
                await client.SayAsync(opening);
        _isRunning |= Subscriptions >= script.StartsAfter;
        Pulse();
    });

    public Task UnsubscribeAsync(
        VenueClient client, IReadOnlyList<(string Channel, string Symbol)> pairs, Func<IEnumerable<string>> answers) => InTurnAsync(async () =>
    {
        client.Held.ExceptWith(pairs);
        foreach (var answer in answers())
            await client.SayAsync(answer);
    });

    /// <summary>The book of a symbol as a REST answer; null: there is none.</summary>
    public async Task<string?> DepthAsync(string symbol, int limit)
    {
        string? answer = null;
        await InTurnAsync(() =>
        {
            answer = Books.TryGetValue(symbol, out var book) ? script.Tongue.DepthAnswer(book, limit) : null;
            return Task.CompletedTask;
        });
        return answer;
    }

    public Task PlayToAsync(int position) => InTurnAsync(() =>
    {
        PlaysTo = position;
        Pulse();
        return Task.CompletedTask;
    });

    public Task MisbehaveAsync(Misbehaviour wrong) => InTurnAsync(() =>
    {
        _misbehaviours.Add(wrong);
        return Task.CompletedTask;
    });

    public Task EndStallAsync() => InTurnAsync(() =>
    {
        _clients.ForEach(client => client.IsStalled = false);
        _isRunning |= Subscriptions >= script.StartsAfter;
        Pulse();
        return Task.CompletedTask;
    });

    /// <summary>Whether a handshake or a request of REST is refused, and for how many seconds.</summary>
    public async Task<int?> RefusesAsync(MisbehaviourKind kind)
    {
        int? seconds = null;
        await InTurnAsync(() =>
        {
            foreach (var wrong in _misbehaviours.Where(one => one.Kind == kind).ToList())
                if (wrong.Hits(default))
                    seconds = wrong.RetryAfterSeconds;
            return Task.CompletedTask;
        });
        return seconds;
    }

    public void Dispose() => _turn.Dispose();

    private int Subscriptions => _clients.Where(client => !client.IsStalled).Sum(client => client.Held.Count);

    private async Task StepAsync(RecordedFrame frame)
    {
        Keep(frame);
        if (!_isRunning)
            _unseenLeft--;
        var takers = _clients.FindAll(client => !client.IsStalled && client.Wants(frame.Mark));
        if (takers.Count == 0)
            return;
        var wrong = _misbehaviours.FindAll(one => IsOfFrames(one.Kind) && one.Hits(frame.Mark));
        _misbehaviours.RemoveAll(one => one.IsOver);
        foreach (var client in takers)
            await client.PlayAsync(frame, wrong);
        if (wrong.Any(one => one.Kind == MisbehaviourKind.Stall))
            Lose();
    }

    private void Keep(RecordedFrame frame)
    {
        if (frame.Mark.Role is FrameRole.BookUpdate or FrameRole.BookSnapshot)
        {
            using var json = JsonDocument.Parse(frame.Text);
            script.Tongue.Apply(json.RootElement, Books[frame.Mark.Symbol]);
        }
        else
        {
            tape.LastFrames[(frame.Mark.Channel, frame.Mark.Symbol)] = frame.Text;
        }
    }

    private static bool IsOfFrames(MisbehaviourKind kind) =>
        kind is not (MisbehaviourKind.HandshakeRefused or MisbehaviourKind.RequestRefused);

    private string? Opening(string channel, string symbol) =>
        channel == script.Tongue.BookChannel && Books.TryGetValue(symbol, out var book)
            ? script.Tongue.Snapshot(symbol, book)
            : script.Tongue.Open(channel, symbol, tape.LastFrames.GetValueOrDefault((channel, symbol)));

    private void Lose()
    {
        if (Subscriptions >= script.StartsAfter || !_isRunning)
            return;
        _isRunning = false;
        _unseenLeft = script.FramesWhileAway;
        Pulse();
    }

    private async Task UntilItMayGoOnAsync(CancellationToken stopping)
    {
        while (true)
        {
            var change = Volatile.Read(ref _change);
            if ((_isRunning || _unseenLeft > 0) && _position < PlaysTo)
                return;
            await change.Task.WaitAsync(stopping);
        }
    }

    private async Task PaceAsync(RecordedFrame frame, CancellationToken stopping)
    {
        if (script.Speed == 0)
            return;
        _pace ??= (script.Clock.GetTimestamp(), frame.Time.Nanoseconds);
        var due = TimeSpan.FromTicks((long)((frame.Time.Nanoseconds - _pace.Value.Time) / script.Speed / 100));
        while (due - script.Clock.GetElapsedTime(_pace.Value.Started) is var wait && wait > TimeSpan.Zero)
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), script.Clock, stopping);
    }

    private async ValueTask ForEachClientAsync(Func<VenueClient, ValueTask> act)
    {
        foreach (var client in _clients)
            await act(client);
    }

    private async Task InTurnAsync(Func<Task> act)
    {
        await _turn.WaitAsync();
        try
        {
            await act();
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Pulse() => Interlocked
        .Exchange(ref _change, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
