namespace Bourse.Records;

/// <summary>An action of somebody that changed something, or tried to. Never holds a secret.</summary>
/// <param name="Actor">The user; "operator" for whoever runs the program; empty for nobody known.</param>
/// <param name="Key">The public id of the key that was used; empty for none.</param>
/// <param name="Action">The operation's id, as in the interface's description: "placeOrder".</param>
/// <param name="Target">What it was done to: an account, an order's id, a user.</param>
/// <param name="Status">The answer's HTTP status.</param>
/// <param name="CommandSequence">Of the command that it became in the orders journal; 0 none.</param>
/// <param name="Detail">What was before and after, as JSON; empty where nothing changed.</param>
public readonly record struct AuditEntry(
    string Actor, string Key, string Address, string CorrelationId, string Action, string Target, int Status,
    long CommandSequence = 0, string Detail = "");
