using System.Text.Json;

namespace Bourse.Gateway.Envelopes;

/// <summary>The fields of payloads, encoded once.</summary>
internal static class EnvelopeNames
{
    public static readonly JsonEncodedText Symbol = JsonEncodedText.Encode("symbol");
    public static readonly JsonEncodedText Price = JsonEncodedText.Encode("price");
    public static readonly JsonEncodedText FeedTimestamp = JsonEncodedText.Encode("feedTimestamp");
    public static readonly JsonEncodedText Venue = JsonEncodedText.Encode("venue");
    public static readonly JsonEncodedText Quantity = JsonEncodedText.Encode("quantity");
    public static readonly JsonEncodedText Side = JsonEncodedText.Encode("side");
    public static readonly JsonEncodedText Synthetic = JsonEncodedText.Encode("synthetic");
    public static readonly JsonEncodedText Bots = JsonEncodedText.Encode("bots");
    public static readonly JsonEncodedText OrderId = JsonEncodedText.Encode("orderId");
    public static readonly JsonEncodedText UserId = JsonEncodedText.Encode("userId");
    public static readonly JsonEncodedText OrderTimestamp = JsonEncodedText.Encode("orderTimestamp");
    public static readonly JsonEncodedText OrderType = JsonEncodedText.Encode("orderType");
    public static readonly JsonEncodedText TimeInForce = JsonEncodedText.Encode("timeInForce");
    public static readonly JsonEncodedText Notional = JsonEncodedText.Encode("notional");
    public static readonly JsonEncodedText StopPrice = JsonEncodedText.Encode("stopPrice");
    public static readonly JsonEncodedText TrailPrice = JsonEncodedText.Encode("trailPrice");
    public static readonly JsonEncodedText TrailPercent = JsonEncodedText.Encode("trailPercent");
    public static readonly JsonEncodedText TriggerPrice = JsonEncodedText.Encode("triggerPrice");
    public static readonly JsonEncodedText ClientOrderId = JsonEncodedText.Encode("clientOrderId");
    public static readonly JsonEncodedText Status = JsonEncodedText.Encode("status");
    public static readonly JsonEncodedText ExecutionPrice = JsonEncodedText.Encode("executionPrice");
    public static readonly JsonEncodedText ExecutionTimestamp = JsonEncodedText.Encode("executionTimestamp");
    public static readonly JsonEncodedText FailureReason = JsonEncodedText.Encode("failureReason");
    public static readonly JsonEncodedText ExecutionId = JsonEncodedText.Encode("executionId");
    public static readonly JsonEncodedText Liquidity = JsonEncodedText.Encode("liquidity");
    public static readonly JsonEncodedText Fee = JsonEncodedText.Encode("fee");
}
