namespace Bourse.Records;

/// <summary>How far a webhook is.</summary>
public enum WebhookState
{
    None = 0,
    Waiting = 1,
    Delivered = 2,
    GivenUp = 3,
}
