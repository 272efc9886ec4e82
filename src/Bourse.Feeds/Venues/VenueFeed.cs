using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using Bourse.Feeds.Capture;
using Bourse.Market;
using Bourse.Tape;

namespace Bourse.Feeds.Venues;

/// <summary>
/// One connection to a venue: opens it, follows its instruments, and opens it again, for as long as it runs. All is done on
/// its own thread; instruments may be added and removed from any.
/// </summary>
public sealed class VenueFeed : IFeed
{
    private const int OrdersMax = 10_000;

    private static readonly TimeSpan LastingConnection = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(10);

    private readonly VenueOptions _venue;
    private readonly VenueFeedOptions _options;
    private readonly IReadOnlyList<VenueSymbol> _symbols;
    private readonly VenueProtocol _protocol;
    private readonly TimeProvider _clock;
    private readonly ConcurrentQueue<Action<VenueSession, Timestamp>> _orders = new();
    private VenueSession? _session;
    private VenueFeedState _state;

    /// <param name="name">"KRAKEN"; a venue's second connection is "KRAKEN-2".</param>
    /// <param name="symbols">What it begins with: those of the venue that this connection is to carry.</param>
    /// <exception cref="FeedException">The venue's protocol is not known, or its options cannot be used.</exception>
    public VenueFeed(
        string name, VenueOptions venue, IReadOnlyList<VenueSymbol> symbols, VenueFeedOptions options, TimeProvider clock)
    {
        (Name, _venue, _symbols, _options, _clock) = (name, venue, symbols, options, clock);
        _protocol = VenueProtocols.Create(venue);
        _state = new VenueFeedState(FeedState.Connecting, Now(), "", 0);
    }

    public string Name { get; }

    /// <summary>Where its raw frames are kept; null: nowhere.</summary>
    public CaptureFolder? Captures { get; init; }

    /// <summary>Instruments that one connection may carry.</summary>
    public int SymbolsMax => _protocol.SymbolsPerConnectionMax;

    /// <summary>Follows an instrument, soon. Any thread.</summary>
    /// <exception cref="InvalidOperationException">Too many changes wait already.</exception>
    public void Add(VenueSymbol symbol) => Order((session, at) => session.Add(symbol, at));

    /// <summary>Follows an instrument no longer, soon. Any thread.</summary>
    /// <exception cref="InvalidOperationException">Too many changes wait already.</exception>
    public void Remove(string symbol) => Order((session, at) => session.Remove(symbol, at));

    /// <summary>Asks for an instrument's book anew, or for all books; false when it is not followed. Any thread.</summary>
    /// <exception cref="InvalidOperationException">Too many changes wait already.</exception>
    public bool Resync(string? symbol)
    {
        var followed = Report().Symbols.Where(line => symbol is null || line.Symbol == symbol).ToList();
        foreach (var line in followed)
            Order((session, at) => session.Resync(line.Symbol, at));
        return followed.Count > 0;
    }

    /// <summary>How it is. Any thread.</summary>
    public VenueFeedReport Report()
    {
        var state = Volatile.Read(ref _state);
        var session = Volatile.Read(ref _session);
        var lines = session?.Lines.All ?? [];
        return new VenueFeedReport(
            Name, _venue.Code, state.State, state.Since, state.Reason, state.Connects, session?.Frames ?? 0,
            session?.Unreadable ?? 0, [.. lines.Select(SymbolReport.Of)]);
    }

    /// <inheritdoc/>
    public void Run(TapeInlet tape, CancellationToken stopping)
    {
        var session = new VenueSession(_venue, _protocol, _options, tape, $"venue:{Name}");
        foreach (var symbol in _symbols)
            session.Add(symbol, Now());
        Volatile.Write(ref _session, session);
        using var capture = Captures is null ? null : new CaptureWriter(Captures, _venue.Code, Number(), _clock);
        var backoff = new Backoff(
            TimeSpan.FromMilliseconds(_options.ReconnectMillisMin),
            TimeSpan.FromMilliseconds(Math.Max(_options.ReconnectMillisMin, _options.ReconnectMillisMax)),
            new Chance(StableHash.Of(Encoding.UTF8.GetBytes(Name)) ^ (ulong)_clock.GetTimestamp()));
        while (!stopping.IsCancellationRequested)
        {
            var since = _clock.GetTimestamp();
            var asked = Follow(session, capture, stopping);
            if (_clock.GetElapsedTime(since) > LastingConnection)
                backoff.Reset();
            Wait(backoff.Next(asked), session, stopping);
        }
    }

    // Until the connection is lost, for whatever reason; returns how long the venue asks us to stay away.
    private TimeSpan? Follow(VenueSession session, CaptureWriter? capture, CancellationToken stopping)
    {
        TimeSpan? asked = null;
        Show(FeedState.Connecting, _state.Reason);
        try
        {
            using var connection = VenueConnection.Open(
                new VenueParts(_venue, _protocol, _options, session, capture, _clock), stopping);
            session.Tape.State(FeedState.Live, $"{Name}: connected to {_venue.Socket}", Now());
            Show(FeedState.Live, "", isConnect: true);
            connection.Follow(ObeyOrders, stopping);
        }
        catch (VenueUnreachableException fault)
        {
            asked = fault.RetryAfter;
            Lose(session, fault.Message);
        }
        catch (Exception fault) when (fault is WebSocketException or IOException or ObjectDisposedException)
        {
            Lose(session, VenueConnection.ReasonOf(fault));
        }
        catch (OperationCanceledException)
        {
            Lose(session, "stopped");
        }

        return asked;
    }

    private void Lose(VenueSession session, string reason)
    {
        var at = Now();
        if (!session.Disconnect(reason, at))
            session.Tape.State(FeedState.Disconnected, $"{Name}: {reason}", at);
        Show(FeedState.Disconnected, reason);
    }

    private void Wait(TimeSpan wait, VenueSession session, CancellationToken stopping)
    {
        var since = _clock.GetTimestamp();
        while (_clock.GetElapsedTime(since) < wait && !stopping.WaitHandle.WaitOne(LookEvery))
            ObeyOrders(session, Now());
    }

    private void ObeyOrders(VenueSession session, Timestamp at)
    {
        while (_orders.TryDequeue(out var order))
            order(session, at);
    }

    private void Order(Action<VenueSession, Timestamp> order)
    {
        if (_orders.Count >= OrdersMax)
            throw new InvalidOperationException($"{Name}: {OrdersMax} changes wait to be made.");
        _orders.Enqueue(order);
    }

    private void Show(FeedState state, string reason, bool isConnect = false) => Volatile.Write(
        ref _state, new VenueFeedState(state, Now(), reason, _state.Connects + (isConnect ? 1 : 0)));

    // Of "KRAKEN-2" it is 2, of "KRAKEN" 1.
    private int Number() => Name.Length > _venue.Code.Length + 1
        && int.TryParse(Name.AsSpan(_venue.Code.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 1;

    private Timestamp Now() => Timestamp.FromDateTime(_clock.GetUtcNow());

    private sealed record VenueFeedState(FeedState State, Timestamp Since, string Reason, long Connects);
}
