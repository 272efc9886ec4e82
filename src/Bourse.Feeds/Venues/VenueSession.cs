using System.Text;
using System.Text.Json;
using Bourse.Market;
using Bourse.Tape;

namespace Bourse.Feeds.Venues;

/// <summary>
/// What a connection's frames come to: reads each, keeps the books right, publishes what is verified, and asks for what is
/// missing. It does no I/O: what is to be sent and asked lies in queues. A fault in one instrument stays with it.
/// One thread; allocates nothing for a message in steady state.
/// </summary>
internal sealed class VenueSession
{
    private const int OutboxMax = 10_000;

    private readonly VenueOptions _venue;
    private readonly VenueProtocol _protocol;
    private readonly VenueFeedOptions _options;
    private readonly TapeInlet _inlet;
    private readonly LineTape _tape;
    private readonly Resyncs _resyncs;
    private readonly VenueBooks _books;
    private readonly DecodedFrame _decoded = new();
    private readonly Venue _place;
    private bool _isConnected;
    private bool _isSubscribed;
    private long _frames;
    private long _unreadable;
    private long _nextFrame;
    private Timestamp _lastPassOver;

    /// <param name="sourceKey">What the connection is called in the tape's sources: "venue:KRAKEN".</param>
    public VenueSession(
        VenueOptions venue, VenueProtocol protocol, VenueFeedOptions options, TapeInlet inlet, string sourceKey)
    {
        (_venue, _protocol, _options, _inlet) = (venue, protocol, options, inlet);
        _tape = new LineTape(inlet, sourceKey);
        _resyncs = new Resyncs(protocol, options, this);
        _books = new VenueBooks(_tape, _resyncs, options);
        _place = new Venue(NumberOf(venue.Code), venue.Code, venue.Name.Length == 0 ? venue.Code : venue.Name, venue.TimeZone);
    }

    public LineTable Lines { get; } = new();

    /// <summary>Frames to be sent, in order.</summary>
    public Queue<OutgoingFrame> Outbox { get; } = [];

    /// <summary>Requests to be made over REST, in order.</summary>
    public Queue<RestAsk> Asks { get; } = [];

    /// <summary>Why the connection is of no use and is to be closed; null while it is.</summary>
    public string? Unusable { get; private set; }

    /// <summary>Messages received; any thread.</summary>
    public long Frames => Volatile.Read(ref _frames);

    /// <summary>Messages that could not be read; any thread.</summary>
    public long Unreadable => Volatile.Read(ref _unreadable);

    public LineTape Tape => _tape;

    /// <summary>Books are subscribed to, so that they may be asked for anew.</summary>
    public bool HasLiveBooks => HasBooks && _isSubscribed;

    private bool HasBooks => (_venue.Channels & _protocol.Offers & VenueChannels.Book) != 0;

    /// <summary>Follows an instrument; when connected, from now on.</summary>
    public void Add(VenueSymbol symbol, Timestamp at)
    {
        if (Lines.FindSymbol(symbol.Symbol) is not null)
            return;
        var venueName = symbol.VenueName ?? _protocol.VenueNameOf(symbol.Symbol);
        var instrument = _inlet.Define(_place, symbol.Symbol, TermsOf(symbol));
        var isAsked = _protocol.SnapshotAddress(venueName) is not null;
        var line = new MarketLine(
            symbol, venueName, instrument, new AlignedBook(_protocol, isAsked, _options.HeldChangesMax));
        Lines.Add(line);
        if (_isSubscribed)
            Subscribe([line], at);
    }

    /// <summary>Follows an instrument no longer.</summary>
    public void Remove(string symbol, Timestamp at)
    {
        if (Lines.FindSymbol(symbol) is not { } line)
            return;
        Lines.Remove(line);
        if (!_isSubscribed)
            return;
        Send(_protocol.Unsubscribe([line.VenueName], _venue.Channels));
        _tape.Gap(line, GapReason.Disconnected, line.Book.LastNative, 0, at);
    }

    /// <summary>Asks for an instrument's book anew; false when it is not followed.</summary>
    public bool Resync(string symbol, Timestamp at)
    {
        if (Lines.FindSymbol(symbol) is not { } line)
            return false;
        if (HasLiveBooks)
            _books.Fail(line, GapReason.Requested, line.Book.LastNative, 0, at);
        return true;
    }

    /// <summary>A connection was opened: says who we are and what we want.</summary>
    public void Connected(Timestamp at)
    {
        Outbox.Clear();
        Asks.Clear();
        Unusable = null;
        _nextFrame = 0;
        (_isConnected, _isSubscribed) = (true, false);
        Send(_protocol.Login(), isSecret: true);
        if (!_protocol.AwaitsLogin)
            SubscribeAll(at);
    }

    /// <summary>The connection is gone: what comes until the next one is missing. False when there was none.</summary>
    public bool Disconnect(string reason, Timestamp at)
    {
        if (!_isConnected)
            return false;
        (_isConnected, _isSubscribed) = (false, false);
        foreach (var line in Lines.All)
        {
            line.ResyncAt = null;
            _books.Suspect(line, GapReason.Disconnected, line.Book.LastNative, 0, at);
        }

        _tape.State(FeedState.Disconnected, $"{_venue.Code}: {reason}", at);
        return true;
    }

    /// <summary>Takes a frame. Whatever is in it, the next can be taken.</summary>
    /// <param name="at">When it was received.</param>
    public void Take(ReadOnlySpan<byte> frame, Timestamp at)
    {
        Volatile.Write(ref _frames, _frames + 1);
        _decoded.Clear();
        try
        {
            _protocol.Decode(frame, _decoded);
        }
        catch (Exception fault) when (IsOfFrame(fault))
        {
            PassOver(fault.Message, at);
            return;
        }

        var hasBooks = _decoded.ConnectionSequence is not { } sequence || IsNext(sequence, at);
        foreach (ref readonly var said in _decoded.Events)
            Apply(said, frame, hasBooks, at);
    }

    /// <summary>A frame was passed over: it was too large, or could not be read.</summary>
    public void PassOver(string reason, Timestamp at)
    {
        Volatile.Write(ref _unreadable, _unreadable + 1);
        _tape.Gap(GapReason.Unreadable, 0, _frames, at);
        if (at.Nanoseconds - _lastPassOver.Nanoseconds >= Timestamp.PerSecond)
            _tape.State(FeedState.Live, $"message {_frames} was passed over: {reason}", at);
        _lastPassOver = at;
        if (_protocol.LossShows || !HasBooks)
            return;
        foreach (var line in Lines.All)
            if (line.IsLive)
                _books.Fail(line, GapReason.Malformed, line.Book.LastNative, 0, at);
    }

    /// <summary>Takes an answer to a request; what cannot be read is asked for again, later.</summary>
    public void TakeAnswer(in RestAsk ask, ReadOnlySpan<byte> body, Timestamp at)
    {
        _decoded.Clear();
        try
        {
            if (ask.Line is null)
                _protocol.DecodeInstruments(body, _decoded);
            else
                _protocol.DecodeSnapshot(body, _decoded);
        }
        catch (Exception fault) when (IsOfFrame(fault))
        {
            TakeNoAnswer(ask, $"{ask.Address.AbsolutePath}: {fault.Message}", at);
            return;
        }

        foreach (ref readonly var said in _decoded.Events)
            if (said.Kind == VenueEventKind.Instrument)
                Apply(said, body, hasBooks: true, at);
            else if (said.Kind == VenueEventKind.BookSnapshot && ask.Line is { } line && Lines.All.Contains(line))
                _books.TakeSnapshot(line, said, _decoded.BidsOf(said), _decoded.AsksOf(said), at);
    }

    /// <summary>A request has failed.</summary>
    public void TakeNoAnswer(in RestAsk ask, string reason, Timestamp at)
    {
        _tape.State(FeedState.Live, reason, at);
        if (ask.Line is { } line)
            _resyncs.Later(line, at);
    }

    /// <summary>Does what is due; to be called now and then.</summary>
    public void Tick(Timestamp at)
    {
        if (!HasLiveBooks)
            return;
        foreach (var line in Lines.All)
        {
            if (line.ResyncAt is { } due && due <= at)
                _resyncs.Begin(line, at);
            else
                _books.LookForCrossing(line, at);
        }
    }

    /// <summary>Puts frames behind those that wait to be sent.</summary>
    public void Send(IEnumerable<byte[]> frames, bool isSecret = false)
    {
        foreach (var frame in frames)
            Outbox.Enqueue(new OutgoingFrame(frame, isSecret));
        if (Outbox.Count > OutboxMax)
            Unusable = $"{Outbox.Count} frames wait to be sent";
    }

    private static bool IsOfFrame(Exception fault) =>
        fault is JsonException or FormatException or OverflowException or InvalidOperationException;

    // Small, and the same wherever the venue is met.
    private static ushort NumberOf(string code) =>
        (ushort)(1000 + (StableHash.Of(Encoding.UTF8.GetBytes(code)) % 60_000));

    private static InstrumentTerms TermsOf(VenueSymbol symbol) =>
        new("", symbol.Symbol.Split('-') is [_, .., var quote] ? quote : "USD", symbol.TickSize, symbol.LotSize);

    private void SubscribeAll(Timestamp at)
    {
        _isSubscribed = true;
        Subscribe(Lines.All, at);
    }

    private void Subscribe(IReadOnlyList<MarketLine> lines, Timestamp at)
    {
        if (lines.Count == 0)
            return;
        string[] names = [.. lines.Select(line => line.VenueName)];
        if (_protocol.InstrumentsAddress(names) is { } address)
            Asks.Enqueue(new RestAsk(address, null));
        Send(_protocol.Subscribe(names, _venue.Channels));
        if (HasBooks)
            foreach (var line in lines)
                _resyncs.AwaitFirst(line, at);
    }

    // Frames are numbered over all channels: what a hole was about is not known, so that every book is asked for anew.
    private bool IsNext(long sequence, Timestamp at)
    {
        if (sequence < _nextFrame)
            return false;
        if (sequence > _nextFrame)
            foreach (var line in Lines.All)
                _books.Fail(line, GapReason.Numbering, _nextFrame, sequence, at);
        _nextFrame = sequence + 1;
        return true;
    }

    private void Apply(in VenueEvent said, ReadOnlySpan<byte> frame, bool hasBooks, Timestamp at)
    {
        var line = said.Symbol.Length == 0 ? null : Lines.Find(said.Symbol.Of(frame));
        if (line is null)
        {
            TakeNews(said, frame, at);
            return;
        }

        line.CountEvent(at);
        switch (said.Kind)
        {
            case VenueEventKind.Trade:
                TakeTrade(line, said, at);
                break;
            case VenueEventKind.Quote:
                _tape.Quote(line, said, at);
                break;
            case VenueEventKind.BookDelta when hasBooks:
                _books.TakeDelta(line, said, _decoded.BidsOf(said), _decoded.AsksOf(said), at);
                break;
            case VenueEventKind.BookSnapshot when hasBooks:
                _books.TakeSnapshot(line, said, _decoded.BidsOf(said), _decoded.AsksOf(said), at);
                break;
            case VenueEventKind.Instrument:
                TakeTerms(line, said);
                break;
            case VenueEventKind.Malformed:
                _books.Fail(line, GapReason.Malformed, line.Book.LastNative, 0, at);
                break;
            case VenueEventKind.Notice or VenueEventKind.Refused:
                line.Notice = TextOf(said, frame);
                _tape.Notice(line, line.Notice, at);
                break;
            default:
                break;
        }
    }

    private void TakeNews(in VenueEvent said, ReadOnlySpan<byte> frame, Timestamp at)
    {
        switch (said.Kind)
        {
            case VenueEventKind.LoggedIn when !_isSubscribed:
                SubscribeAll(at);
                break;
            case VenueEventKind.Refused when !_isSubscribed:
                Unusable = $"refused: {TextOf(said, frame)}";
                break;
            case VenueEventKind.Refused or VenueEventKind.Notice:
                _tape.State(FeedState.Live, TextOf(said, frame), at);
                break;
            default:
                break;
        }
    }

    private void TakeTrade(MarketLine line, in VenueEvent said, Timestamp at)
    {
        if (_protocol.TradeIdsAreContiguous && said.Native > 0)
        {
            if (line.LastTradeId > 0 && said.Native > line.LastTradeId + 1)
            {
                line.CountGap();
                _tape.Gap(line, GapReason.TradeIds, line.LastTradeId + 1, said.Native, at);
            }

            line.LastTradeId = Math.Max(line.LastTradeId, said.Native);
        }

        _tape.Trade(line, said, at);
    }

    private void TakeTerms(MarketLine line, in VenueEvent said)
    {
        (line.PriceDecimals, line.QuantityDecimals) = (said.PriceDecimals, said.QuantityDecimals);
        line.AreDecimalsKnown = true;
        var terms = TermsOf(line.Symbol) with { TickSize = said.Price, LotSize = said.Quantity };
        if (line.Instrument.TickSize != terms.TickSize || line.Instrument.LotSize != terms.LotSize)
            line.Instrument = _inlet.Redefine(_place, line.Symbol.Symbol, terms);
    }

    private static string TextOf(in VenueEvent said, ReadOnlySpan<byte> frame) =>
        said.Note ?? Encoding.UTF8.GetString(said.Text.Of(frame));
}
