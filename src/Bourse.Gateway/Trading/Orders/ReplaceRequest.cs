using Bourse.Exchange;

namespace Bourse.Gateway.Trading;

/// <summary>What an open order is to be instead, as JSON has it.</summary>
internal static class ReplaceRequest
{
    /// <summary>The command; what is left out stays as it is.</summary>
    public static ReplaceOrder Read(JsonFields fields, in OpenOrder open)
    {
        var isLimited = open.Kind is OrderKind.Limit or OrderKind.StopLimit;
        var replacement = new ReplaceOrder
        {
            Account = open.Account,
            OrderId = open.Id,
            Price = fields.Has("price") ? fields.Units("price") : isLimited ? open.Price : 0,
            // The quantity of an order of a group follows what the others are filled.
            Quantity = fields.Has("quantity") ? fields.Units("quantity")
                : OrderIds.LegOf(open.Id) == 0 ? open.Quantity
                : 0,
            StopPrice = fields.Units("stop_price"),
        };
        if (!fields.Has("price") && !fields.Has("quantity") && !fields.Has("stop_price"))
            fields.Refuse("price", "One of 'price', 'quantity' and 'stop_price' is needed.");
        fields.End();
        return replacement;
    }
}
