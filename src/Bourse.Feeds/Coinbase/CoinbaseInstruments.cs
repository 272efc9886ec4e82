using Bourse.Feeds.Venues;

namespace Bourse.Feeds.Coinbase;

/// <summary>Reads the lists of products of both of Coinbase's interfaces over REST.</summary>
internal static class CoinbaseInstruments
{
    /// <summary>
    /// An array of products, or an object that holds it as "products". One whose increments are finer than we can hold
    /// becomes an event Malformed.
    /// </summary>
    public static void Read(ReadOnlySpan<byte> body, DecodedFrame into)
    {
        var json = new JsonParts(body);
        if (body.TrimStart(" \r\n\t"u8) is [(byte)'[', ..])
        {
            ReadProducts(ref json, into);
            json.End();
            return;
        }

        var left = json.BeginObject();
        while (json.NextMember(ref left, out var name))
        {
            if (name.SequenceEqual("products"u8))
                ReadProducts(ref json, into);
            else
                json.Skip();
        }

        json.End();
    }

    private static void ReadProducts(ref JsonParts json, DecodedFrame into)
    {
        var products = json.BeginArray();
        while (json.NextItem(ref products))
        {
            ref var product = ref into.Begin(VenueEventKind.Instrument);
            var start = json;
            try
            {
                ReadProduct(ref json, ref product);
            }
            catch (FormatException)
            {
                var name = product.Symbol;
                if (name.Length == 0 && !start.TryFindText("id"u8, out name)
                    && !start.TryFindText("product_id"u8, out name))
                    throw;
                product = new VenueEvent { Kind = VenueEventKind.Malformed, Symbol = name };
                json = start;
                json.Skip();
            }
        }
    }

    // Advanced Trade tells steps of prices that may be coarser than those of the quote currency.
    private static void ReadProduct(ref JsonParts json, ref VenueEvent product)
    {
        var (hasPriceStep, hasQuoteStep) = (false, false);
        var left = json.BeginObject();
        while (json.NextMember(ref left, out var name))
        {
            if (name.SequenceEqual("id"u8) || name.SequenceEqual("product_id"u8))
                product.Symbol = json.ReadText();
            else if (name.SequenceEqual("base_increment"u8))
                product.Quantity = json.ReadQuantity();
            else if (name.SequenceEqual("price_increment"u8))
                (product.Price, hasPriceStep) = (json.ReadPrice(), true);
            else if (name.SequenceEqual("quote_increment"u8) && !hasPriceStep)
                (product.Price, hasQuoteStep) = (json.ReadPrice(), true);
            else
                json.Skip();
        }

        if (product.Symbol.Length == 0 || product.Quantity.Units <= 0 || product.Price.Units <= 0
            || !(hasPriceStep || hasQuoteStep))
            throw new FormatException("a product without name or increments");
        product.PriceDecimals = DecimalsOf(product.Price.Units);
        product.QuantityDecimals = DecimalsOf(product.Quantity.Units);
    }

    private static byte DecimalsOf(long units)
    {
        byte decimals = 8;
        for (; decimals > 0 && units % 10 == 0; decimals--)
            units /= 10;
        return decimals;
    }
}
