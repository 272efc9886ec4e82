using System.Text;
using System.Text.Json.Nodes;
using Bourse.Feeds.Venues;

namespace Bourse.Feeds.Alpaca;

/// <summary>
/// Alpaca's stream of American stocks, wss://stream.data.alpaca.markets/v2/iex or /v2/sip, in JSON or MessagePack:
/// trades, quotes, bars, halts, limits; no books. Nothing is numbered: what is lost does not show.
/// </summary>
/// <remarks>
/// An account has one connection; a second is refused (406), also while a dead one lingers for a minute or so. The free
/// plan takes 30 instruments of /v2/iex; what is more is refused (405).
/// </remarks>
internal sealed class AlpacaProtocol(AlpacaLogin login, bool isPacked) : VenueProtocol
{
    // One that the plan does not allow takes those of its own request with it.
    private const int SymbolsPerRequest = 5;

    private const VenueChannels MarketChannels = VenueChannels.Trades | VenueChannels.Quotes | VenueChannels.Bars;

    public override VenueChannels Offers => MarketChannels;

    public override string? ContentType => isPacked ? "application/msgpack" : null;

    public override bool IsBinary => isPacked;

    public override bool IsQuiet => true;

    public override bool AwaitsLogin => true;

    // A second connection would be refused.
    public override int SymbolsPerConnectionMax => int.MaxValue;

    // Alpaca closes none for its age, and takes its time to forget one that we close.
    public override TimeSpan ConnectionAgeMax => TimeSpan.MaxValue;

    public override string VenueNameOf(string symbol) => symbol;

    public override IEnumerable<byte[]> Login() => [Bytes(login.Request())];

    public override IEnumerable<byte[]> Subscribe(IReadOnlyList<string> venueNames, VenueChannels channels) =>
        Requests("subscribe", venueNames, channels);

    public override IEnumerable<byte[]> Unsubscribe(IReadOnlyList<string> venueNames, VenueChannels channels) =>
        Requests("unsubscribe", venueNames, channels);

    public override void Decode(ReadOnlySpan<byte> frame, DecodedFrame into)
    {
        if (isPacked)
            AlpacaDecoder.DecodePacked(frame, into);
        else
            AlpacaDecoder.DecodeJson(frame, into);
    }

    // Halts and limits are asked for apart: a plan without them refuses the whole request.
    private IEnumerable<byte[]> Requests(string action, IReadOnlyList<string> venueNames, VenueChannels channels)
    {
        if ((channels & MarketChannels) == 0)
            yield break;
        foreach (var names in venueNames.Chunk(SymbolsPerRequest))
            yield return Request(action, names, ListsOf(channels));
        if (channels.HasFlag(VenueChannels.Trades))
            yield return Request(action, venueNames, ["statuses", "lulds"]);
    }

    private byte[] Request(string action, IReadOnlyList<string> names, IEnumerable<string> lists)
    {
        var request = new JsonObject { ["action"] = action };
        foreach (var list in lists)
            request[list] = new JsonArray([.. names.Select(name => JsonValue.Create(name))]);
        return Bytes(request);
    }

    private byte[] Bytes(JsonObject request) =>
        isPacked ? PackedText.Of(request) : Encoding.UTF8.GetBytes(request.ToJsonString());

    private static IEnumerable<string> ListsOf(VenueChannels channels)
    {
        if (channels.HasFlag(VenueChannels.Trades))
            yield return "trades";
        if (channels.HasFlag(VenueChannels.Quotes))
            yield return "quotes";
        if (channels.HasFlag(VenueChannels.Bars))
            yield return "bars";
    }
}
