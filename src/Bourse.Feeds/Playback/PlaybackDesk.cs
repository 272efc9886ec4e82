using Bourse.Feeds.Capture;
using Bourse.Feeds.Kraken;
using Bourse.Feeds.Venues;
using Bourse.Journal;
using Bourse.Market;

namespace Bourse.Feeds.Playback;

/// <summary>Opens the past for clients that speak a venue's protocol. Any thread.</summary>
/// <param name="instruments">Those of the tape.</param>
/// <param name="captures">The folder of captured frames, which need not be there.</param>
public sealed class PlaybackDesk(
    JournalReader tape, InstrumentRegistry instruments, string captures, PlaybackLimits limits, TimeProvider clock)
{
    private static readonly Uri Nowhere = new("ws://127.0.0.1");

    public PlaybackLimits Limits => limits;

    public TimeProvider Clock => clock;

    /// <summary>Plays what the tape holds of a venue.</summary>
    /// <exception cref="FeedException">The tape holds nothing of it, or the times are in the wrong order.</exception>
    public Playback OpenTape(PlaybackProtocol protocol, PlaybackRequest request)
    {
        List<Instrument> known = [.. instruments.All.Where(one => one.Venue.Code == request.Venue)];
        if (known.Count == 0)
            throw new FeedException($"the tape holds nothing of a venue '{request.Venue}'");
        if (request.To <= request.From)
            throw new FeedException("the playback would end before it begins");
        var markets = new PlaybackMarkets(
            known, protocol == PlaybackProtocol.Kraken ? KrakenSymbols.NameOf : symbol => symbol);
        return new Playback(new TapePast(tape, markets, request.To), VoiceOf(protocol, markets), request, clock);
    }

    /// <summary>Plays captured frames as they were: of the files whose names begin so, one after the other.</summary>
    /// <param name="capture">"KRAKEN/2026-11-21T12", below the folder of captures.</param>
    /// <exception cref="FeedException">There is no such file, or it cannot be played in this protocol.</exception>
    public Playback OpenCapture(PlaybackProtocol protocol, string capture, PlaybackRequest request)
    {
        var files = FilesOf(capture);
        var venue = capture.Split('/')[0];
        var spoken = VenueProtocols.Create(new VenueOptions
        {
            Code = venue,
            Protocol = protocol == PlaybackProtocol.Kraken ? "kraken" : "coinbase",
            Socket = Nowhere,
        });
        var index = new CaptureIndex(files.SelectMany(Recording.Read), spoken, venue);
        var markets = new PlaybackMarkets(index.Instruments, name => name, index.BookDepth);
        var past = new CapturePast(files.SelectMany(Recording.Read), spoken, markets, request.To);
        return new Playback(past, VoiceOf(protocol, markets), request, clock);
    }

    private PlaybackVoice VoiceOf(PlaybackProtocol protocol, PlaybackMarkets markets) =>
        protocol == PlaybackProtocol.Kraken ? new KrakenVoice(markets, limits) : new CoinbaseVoice(markets, limits);

    private List<string> FilesOf(string capture)
    {
        var parts = capture.Split('/');
        var isName = parts.Length is 1 or 2 && Instrument.IsSymbol(parts[0], 32) && !parts[0].StartsWith('.')
            && (parts.Length == 1 || parts[1].All(c => char.IsAsciiLetterOrDigit(c) || "._-".Contains(c)));
        var folder = Path.Combine(captures, parts[0]);
        List<string> files = isName && Directory.Exists(folder)
            ? [.. Directory.GetFiles(folder, (parts.Length == 1 ? "" : parts[1]) + "*" + CaptureFolder.Extension)
                .Order(StringComparer.Ordinal)]
            : [];
        return files.Count > 0 ? files : throw new FeedException($"there is no capture '{capture}'");
    }
}
