using Bourse.Engine;
using Bourse.Exchange;
using Bourse.Gateway.Auth;
using Bourse.Gateway.Rest;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Trading;

/// <summary>Accounts by the names that requests give. Somebody else's is answered as one that there is not.</summary>
internal static class AccountName
{
    public const int LengthMax = Text40.Bytes;

    private const string Field = "account";

    /// <summary>The name in a body; the caller's own account where it is left out.</summary>
    public static string Of(JsonFields fields, Caller caller) =>
        fields.Text(Field, LengthMax) is { Length: > 0 } name ? name : caller.User;

    /// <summary>The number of an account that the caller may trade; refused when there is none.</summary>
    public static int ToTrade(JsonFields fields, string name, Caller caller, ExchangeNames names)
    {
        var account = caller.MayTrade(name) ? names.Account(name) : 0;
        if (account == 0)
            fields.Refuse(Unknown(name));
        return account;
    }

    /// <summary>The number of an account whose things the caller may see; 0 when there is none.</summary>
    public static int ToSee(string name, Caller caller, ExchangeNames names) =>
        caller.MaySee(name) ? names.Account(name) : 0;

    public static Problem Unknown(string name) => new(
        StatusCodes.Status404NotFound, AnswerProblem.CodeOf(RefusalReason.AccountUnknown),
        $"No account is called '{Shown.Short(name)}'.", Field);
}
