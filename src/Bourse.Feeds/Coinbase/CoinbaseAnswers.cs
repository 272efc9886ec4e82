using Bourse.Feeds.Venues;

namespace Bourse.Feeds.Coinbase;

/// <summary>Reads what Coinbase answers to requests; rare.</summary>
internal static class CoinbaseAnswers
{
    private static ReadOnlySpan<byte> InvalidProduct => " is not a valid product"u8;

    /// <summary>{"type":"subscriptions","channels":[{"name":"level2","product_ids":["BTC-USD"]}]}: all of them.</summary>
    public static void ReadSubscriptions(ref JsonParts json, DecodedFrame into)
    {
        var left = json.BeginObject();
        while (json.NextMember(ref left, out var name))
        {
            if (name.SequenceEqual("channels"u8))
                ReadChannels(ref json, into);
            else
                json.Skip();
        }
    }

    /// <summary>Reads a list of products, each of which is subscribed to.</summary>
    public static void ReadProducts(ref JsonParts json, DecodedFrame into)
    {
        var products = json.BeginArray();
        while (json.NextItem(ref products))
            into.Begin(VenueEventKind.Subscribed).Symbol = json.ReadText();
    }

    /// <summary>
    /// {"type":"error","message":"Failed to subscribe","reason":"BTC-ABC is not a valid product"}: the product is taken
    /// from the reason, which is the only place that names it.
    /// </summary>
    public static void ReadError(ref JsonParts json, ReadOnlySpan<byte> frame, ref VenueEvent refusal)
    {
        var left = json.BeginObject();
        while (json.NextMember(ref left, out var name))
        {
            if (name.SequenceEqual("reason"u8))
                refusal.Text = json.ReadText();
            else if (name.SequenceEqual("message"u8) && refusal.Text.Length == 0)
                refusal.Text = json.ReadText();
            else
                json.Skip();
        }

        var reason = refusal.Text.Of(frame);
        if (reason.EndsWith(InvalidProduct))
            refusal.Symbol = new VenueEvent.Slice(refusal.Text.Start, reason.Length - InvalidProduct.Length);
    }

    private static void ReadChannels(ref JsonParts json, DecodedFrame into)
    {
        var channels = json.BeginArray();
        while (json.NextItem(ref channels))
        {
            var left = json.BeginObject();
            while (json.NextMember(ref left, out var name))
            {
                if (name.SequenceEqual("product_ids"u8))
                    ReadProducts(ref json, into);
                else
                    json.Skip();
            }
        }
    }
}
