using System.Text;
using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Feeds.Registry;

/// <summary>What a venue's members must be like, whoever gives them: each rule returns what is wrong, or null.</summary>
internal static class VenueRules
{
    public const int DepthMax = 5_000;
    public const int SymbolsMax = 1_000;

    private const int VenueNameLengthMax = 64;

    /// <summary>
    /// What the protocol of a venue that is enabled cannot do as it is told to, in a sentence that names the venue.
    /// </summary>
    public static string? FaultOf(VenueOptions venue)
    {
        if (!venue.IsEnabled || !VenueProtocols.Names.Contains(venue.Protocol))
            return null;
        try
        {
            VenueProtocols.Create(venue);
            return null;
        }
        catch (FeedException fault)
        {
            return fault.Message;
        }
    }

    public static string? FaultOfCode(string code) =>
        code.Length is >= 1 and <= Venue.CodeLengthMax && char.IsAsciiLetterUpper(code[0])
        && code.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '-')
            ? code == Venue.OwnCode ? $"'{code}' is our own exchange" : null
            : $"'{code}' is not a venue's code: 1 to {Venue.CodeLengthMax} of A-Z, 0-9 and -, a letter first";

    public static string? FaultOfName(string name) => name.Length >= 1 && Encoding.UTF8.GetByteCount(name) <= byte.MaxValue
        ? null
        : $"a name has 1 to {byte.MaxValue} bytes";

    public static string? FaultOfProtocol(string name, IReadOnlyCollection<string> protocols) => protocols.Contains(name)
        ? null
        : $"there is no protocol '{name}'; there are {string.Join(", ", protocols)}";

    public static string? FaultOfSocket(string address) => FaultOfAddress(address, "ws", "wss");

    public static string? FaultOfRest(string address) => FaultOfAddress(address, "http", "https");

    public static string? FaultOfTimeZone(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out _)
        ? null
        : $"this machine knows no time zone '{name}'";

    public static VenueChannels ChannelNamed(string name) => name switch
    {
        "trades" => VenueChannels.Trades,
        "quotes" => VenueChannels.Quotes,
        "book" => VenueChannels.Book,
        "bars" => VenueChannels.Bars,
        _ => VenueChannels.None,
    };

    public static string? FaultOfSymbol(string symbol)
    {
        if (Instrument.IsSymbol(symbol, Instrument.SymbolLengthMax) && !symbol.Contains('/', StringComparison.Ordinal))
            return null;
        var hint = symbol.Contains('/', StringComparison.Ordinal)
            ? "; it is written BTC-USD here, and the venue's own name goes into 'name'"
            : "";
        return $"'{symbol}' is not a symbol: 1 to {Instrument.SymbolLengthMax} of A-Z, 0-9, . _ and -{hint}";
    }

    // It goes into the venue's messages and addresses.
    public static string? FaultOfVenueName(string name) =>
        name.Length is >= 1 and <= VenueNameLengthMax && name.All(c => char.IsBetween(c, '!', '~') && !"\"\\<>?#&%".Contains(c))
            ? null
            : $"'{name}' is not a venue's name of an instrument: 1 to {VenueNameLengthMax} letters, digits and signs";

    private static string? FaultOfAddress(string address, string plain, string secure) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == plain || uri.Scheme == secure)
        && uri.Host.Length > 0 && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0
            ? null
            : $"'{address}' is not an address that begins with {plain}:// or {secure}://";
}
