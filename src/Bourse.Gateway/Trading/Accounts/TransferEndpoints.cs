using Bourse.Exchange;
using Bourse.Gateway.Auth;
using Bourse.Gateway.Rest;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Trading;

/// <summary>Brings assets into accounts and takes them out.</summary>
internal sealed class TransferEndpoints(Engine.Engine engine)
{
    public static readonly Operation DepositOperation = Of("deposit", "deposits", "Bring something into an account");

    public static readonly Operation WithdrawOperation = Of("withdraw", "withdrawals", "Take something out of an account");

    public Task DepositAsync(HttpContext context) => MoveAsync(context, CommandType.Deposit);

    public Task WithdrawAsync(HttpContext context) => MoveAsync(context, CommandType.Withdraw);

    private static Operation Of(string id, string path, string summary) =>
        new(id, $"{AccountEndpoints.AccountPath}/{path}", summary)
        {
            Description = """
                The header `Idempotency-Key` or the field `client_id` makes a repetition harmless. Only what is not held for
                open orders can be taken out.
                """,
            Method = "POST",
            Access = Access.Admin,
            Tag = TradingTags.Exchange,
            Body = "Transfer",
            Answer = "Accepted",
            Success = StatusCodes.Status202Accepted,
            Problems = [400, 401, 402, 403, 404, 409, 413, 415, 422, 429, 503],
        };

    private async Task MoveAsync(HttpContext context, CommandType direction)
    {
        if (await JsonBody.ReadAsync(context) is not { } fields)
            return;
        var name = CommandAnswer.RouteText(context, "account");
        CommandAnswer.Note(context, name);
        var command = new Transfer
        {
            Account = AccountName.ToTrade(fields, name, Caller.Of(context), engine.Names),
            Asset = engine.Names.Asset(fields.NeededText("asset", AssetName.LengthMax)),
            Amount = fields.Units("amount"),
            ClientId = OrderRequest.ClientIdOf(
                fields, "client_id", context.Request.Headers[CommandAnswer.KeyHeader].ToString()),
        };
        fields.End();
        await CommandAnswer.TellAsync(context, engine, direction, command, fields.Fault);
    }
}
