namespace Bourse.Gateway.Trading;

internal sealed class AccountEndpoints
{
    public const string AccountsPath = "/v1/accounts";
    public const string AccountPath = AccountsPath + "/{account}";
}
