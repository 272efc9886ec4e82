using Bourse.Exchange;
using Bourse.Gateway.Auth;
using Bourse.Gateway.Rest;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Trading;

/// <summary>Opens accounts.</summary>
internal sealed class OpenAccountEndpoint(Engine.Engine engine)
{
    public static readonly Operation Operation = new("openAccount", AccountEndpoints.AccountsPath, "Open an account")
    {
        Description = """
            It belongs to the user of its name, or of what is before its first colon. Accounts of one `group`, unless 0, count
            as one owner where orders must not meet their own.
            """,
        Method = "POST",
        Access = Access.Admin,
        Tag = TradingTags.Exchange,
        Body = "NewAccount",
        Answer = "Accepted",
        Success = StatusCodes.Status202Accepted,
        Problems = [400, 401, 403, 409, 413, 415, 422, 429, 503],
    };

    public async Task AnswerAsync(HttpContext context)
    {
        if (await JsonBody.ReadAsync(context) is not { } fields)
            return;
        var name = fields.NeededText("name", AccountName.LengthMax);
        var group = fields.Whole("group");
        fields.End();
        CommandAnswer.Note(context, name);
        if (fields.Fault is { } fault)
        {
            await fault.WriteAsync(context);
            return;
        }

        var command = new OpenAccount { Name = Text40.Of(name), Group = group };
        await CommandAnswer.WriteAsync(
            context, await engine.Submit(CommandType.OpenAccount, CommandAnswer.Bytes(command)));
    }
}
