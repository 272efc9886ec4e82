using System.Globalization;
using System.Text;
using System.Text.Json;
using Bourse.Feeds.Venues;

namespace Bourse.Tests.Feeds;

/// <summary>Writes what a frame says as lines of text, so that two readings can be compared.</summary>
internal static class FrameText
{
    /// <summary>Decodes, and writes a line an event; a frame that is refused gives one line that says so.</summary>
    public static string Of(VenueProtocol protocol, ReadOnlySpan<byte> frame)
    {
        var decoded = new DecodedFrame();
        try
        {
            protocol.Decode(frame, decoded);
        }
        catch (Exception fault) when (fault is JsonException or FormatException)
        {
            return $"refused: {fault.Message}";
        }

        return Of(frame, decoded);
    }

    public static string Of(ReadOnlySpan<byte> frame, DecodedFrame decoded)
    {
        var lines = new StringBuilder();
        if (decoded.ConnectionSequence is { } sequence)
            lines.Append(CultureInfo.InvariantCulture, $"frame {sequence}\n");
        foreach (ref readonly var said in decoded.Events)
        {
            lines.Append(CultureInfo.InvariantCulture, $"{said.Kind} {said.Symbol.TextOf(frame)} '{said.Note}{said.Text.TextOf(frame)}'")
                .Append(CultureInfo.InvariantCulture, $" {said.Side} {said.Flags} {said.Conditions:x} {said.VenueTime} {said.Native}")
                .Append(CultureInfo.InvariantCulture, $" {said.Price} {said.Quantity} {said.Ask} {said.AskSize}")
                .Append(CultureInfo.InvariantCulture, $" {said.PriceDecimals} {said.QuantityDecimals}");
            foreach (var level in said.Bids.Of(decoded.Bids))
                lines.Append(CultureInfo.InvariantCulture, $" +{level.Quantity}@{level.Price}");
            foreach (var level in said.Asks.Of(decoded.Asks))
                lines.Append(CultureInfo.InvariantCulture, $" -{level.Quantity}@{level.Price}");
            lines.Append('\n');
        }

        return lines.ToString();
    }

    public static string TextOf(this VenueEvent.Slice place, ReadOnlySpan<byte> frame) =>
        Encoding.UTF8.GetString(place.Of(frame));
}
