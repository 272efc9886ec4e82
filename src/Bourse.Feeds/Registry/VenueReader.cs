using System.Text.Json;
using Bourse.Feeds.Venues;

namespace Bourse.Feeds.Registry;

/// <summary>Reads one venue of the registry.</summary>
internal sealed class VenueReader(IReadOnlyCollection<string> protocols)
{
    private const string Members =
        "a venue has name, protocol, enabled, socket, rest, time_zone, channels, depth, aggregate_trades and symbols";

    /// <summary>The venue whose object begins here; null where it cannot be, which is noted.</summary>
    public VenueOptions? Read(ref LinedJson json, string code)
    {
        var line = json.Line;
        if (VenueRules.FaultOfCode(code) is { } badCode)
            json.Refuse(badCode);
        if (!json.IsAt(JsonTokenType.StartObject, code))
            return null;
        var venue = new VenueDraft();
        var seen = new HashSet<string>();
        while (json.NextMember(seen, of: $"{code}: ") is { } name)
            ReadMember(ref json, venue, code, name);
        foreach (var name in (ReadOnlySpan<string>)["protocol", "socket", "symbols"])
            if (!seen.Contains(name))
                json.Refuse($"{code}: '{name}' is missing", line);
        if (venue.Build(code) is not { } built)
            return null;
        if (VenueRules.FaultOf(built) is { } fault)
            json.Refuse(fault, line);
        return built;
    }

    private void ReadMember(ref LinedJson json, VenueDraft venue, string code, string name)
    {
        var what = $"{code}: '{name}'";
        switch (name)
        {
            case "name":
                venue.Name = Checked(ref json, what, VenueRules.FaultOfName);
                break;
            case "protocol":
                venue.Protocol = Checked(ref json, what, text => VenueRules.FaultOfProtocol(text, protocols));
                break;
            case "enabled":
                venue.IsEnabled = json.Flag(what);
                break;
            case "socket":
                venue.Socket = Checked(ref json, what, VenueRules.FaultOfSocket);
                break;
            case "rest":
                venue.Rest = Checked(ref json, what, VenueRules.FaultOfRest);
                break;
            case "time_zone":
                venue.TimeZone = Checked(ref json, what, VenueRules.FaultOfTimeZone);
                break;
            case "channels":
                venue.Channels = ReadChannels(ref json, what);
                break;
            case "depth":
                venue.BookDepth = json.Whole(what, 0, VenueRules.DepthMax);
                break;
            case "aggregate_trades":
                venue.AggregateTrades = json.Flag(what);
                break;
            case "symbols":
                venue.Symbols = SymbolReader.Read(ref json, code);
                break;
            default:
                json.Pass($"{code}: there is no member '{name}': {Members}");
                break;
        }
    }

    private static string? Checked(ref LinedJson json, string what, Func<string, string?> faultOf)
    {
        if (json.Text(what) is not { } text)
            return null;
        if (faultOf(text) is not { } fault)
            return text;
        json.Refuse($"{what}: {fault}");
        return null;
    }

    private static VenueChannels? ReadChannels(ref LinedJson json, string what)
    {
        if (!json.IsAt(JsonTokenType.StartArray, what))
            return null;
        var line = json.Line;
        var channels = VenueChannels.None;
        var names = 0;
        for (; json.NextItem(); names++)
            if (json.Text($"{what}: a channel") is { } name)
            {
                var channel = VenueRules.ChannelNamed(name);
                if (channel == VenueChannels.None)
                    json.Refuse($"{what}: there is no channel '{name}'; there are trades, quotes, book and bars");
                channels |= channel;
            }

        if (names == 0)
            json.Refuse($"{what} names no channel", line);
        return channels;
    }
}
