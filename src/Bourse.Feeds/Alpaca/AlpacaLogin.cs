using System.Text.Json.Nodes;

namespace Bourse.Feeds.Alpaca;

/// <summary>Who we are at Alpaca. Key and secret leave it in the login alone: no log, no text of it has them.</summary>
internal sealed class AlpacaLogin
{
    public const string KeyName = "APCA_API_KEY_ID";
    public const string SecretName = "APCA_API_SECRET_KEY";

    private readonly string _key;
    private readonly string _secret;

    private AlpacaLogin(string key, string secret) => (_key, _secret) = (key, secret);

    /// <param name="environment">Gives the value of a variable of the environment; null where there is none.</param>
    /// <exception cref="FeedException">Key or secret is missing.</exception>
    public static AlpacaLogin From(Func<string, string?> environment)
    {
        var (key, secret) = (environment(KeyName), environment(SecretName));
        return string.IsNullOrWhiteSpace(key) || string.IsNullOrWhiteSpace(secret)
            ? throw new FeedException($"Alpaca asks who we are: set {KeyName} and {SecretName} in the environment")
            : new AlpacaLogin(key, secret);
    }

    public JsonObject Request() => new() { ["action"] = "auth", ["key"] = _key, ["secret"] = _secret };
}
