using System.Text.Json;
using Bourse.Exchange;
using Bourse.Gateway.Auth;
using Bourse.Gateway.Rest;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Trading;

/// <summary>Shows accounts: everybody's own, an admin all.</summary>
internal sealed class AccountEndpoints(Engine.Engine engine)
{
    public const string AccountsPath = "/v1/accounts";
    public const string AccountPath = AccountsPath + "/{account}";

    private static readonly QueryParameter<string> User = TradingParameters.Text(
        "user", "Only this user's; the caller's own when left out, of an admin everybody's.", AccountName.LengthMax);

    public static readonly Operation ListOperation = new("listAccounts", AccountsPath, "Accounts")
    {
        Description = "In the order in which they were opened. Somebody else's are none.",
        Access = Access.Read,
        Tag = TradingTags.Trading,
        Query = [User, Parameters.Cursor, TradingParameters.Limit],
        Answer = "AccountList",
        Problems = [400, 401, 403, 429, 503],
    };

    public static readonly Operation ShowOperation = new("showAccount", AccountPath, "An account and its limits")
    {
        Access = Access.Read,
        Tag = TradingTags.Trading,
        Answer = "Account",
        Problems = [401, 403, 404, 429, 503],
    };

    public async Task ListAsync(HttpContext context)
    {
        if (TryRead(context, out var question) is { } fault)
        {
            await fault.WriteAsync(context);
            return;
        }

        var (user, page, limit) = question;
        var found = await engine.AskAsync(view =>
        {
            var numbers = user.Length > 0 ? engine.Names.AccountsOf(user) : Enumerable.Range(1, view.Walk.AccountCount);
            return numbers.Where(number => number > (page.Last ?? 0)).Order().Take(limit).Select(view.Walk.Account).ToList();
        });
        await SmallAnswer.WriteAsync(context, (found, page, limit), static (json, answer) => Write(json, answer));
    }

    public async Task ShowAsync(HttpContext context)
    {
        var name = CommandAnswer.RouteText(context, "account");
        var number = AccountName.ToSee(name, Caller.Of(context), engine.Names);
        if (number == 0)
            await AccountName.Unknown(name).WriteAsync(context);
        else
            await SmallAnswer.WriteAsync(context, await engine.AskAsync(view => view.Walk.Account(number)), Write);
    }

    private static Problem? TryRead(HttpContext context, out (string User, KeyPage Page, int Limit) question)
    {
        var query = new QueryReader(context, ListOperation);
        var caller = Caller.Of(context);
        var user = query.Read(User, caller.IsAdmin ? "" : caller.User);
        question = (user, KeyPage.Read(ref query, $"accounts|{user}"),
            query.Read(TradingParameters.Limit, TradingParameters.LimitDefault));
        if (user.Length > 0 && !caller.MaySee(user))
            query.Refuse(AccountName.Unknown(user));
        return query.Fault;
    }

    private static void Write(Utf8JsonWriter json, (List<ListedAccount> Found, KeyPage Page, int Limit) answer)
    {
        json.WriteStartObject();
        json.WriteStartArray("accounts"u8);
        foreach (var account in answer.Found)
            Write(json, account);
        json.WriteEndArray();
        answer.Page.WriteNext(json, answer.Found.Count == answer.Limit ? answer.Found[^1].Number : null);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ListedAccount account)
    {
        json.WriteStartObject();
        json.WriteString("account"u8, account.Name);
        json.WriteNumber("account_number"u8, account.Number);
        json.WriteNumber("group"u8, account.Group);
        json.WriteNumber("open_orders"u8, account.OpenOrders);
        json.WriteNumber("open_orders_max"u8, account.OpenOrdersMax);
        json.WriteUnits("order_value_max", account.OrderValueMax);
        json.WriteBoolean("killed"u8, account.IsKilled);
        json.WriteEndObject();
    }
}
