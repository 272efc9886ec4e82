using System.Text.Json;
using Bourse.Gateway.Auth;
using Bourse.Gateway.Json;
using Bourse.Market;
using Bourse.Records;

namespace Bourse.Gateway.People;

/// <summary>Users, keys and tokens as JSON. No secret is among it, but for one that is made just now.</summary>
internal static class PeopleJson
{
    private static readonly JsonEncodedText Created = JsonEncodedText.Encode("created");
    private static readonly JsonEncodedText Expires = JsonEncodedText.Encode("expires");
    private static readonly JsonEncodedText Revoked = JsonEncodedText.Encode("revoked");
    private static readonly JsonEncodedText FormerExpires = JsonEncodedText.Encode("former_secret_expires");

    public static void WriteUser(Utf8JsonWriter json, Person user)
    {
        json.WriteStartObject();
        json.WriteString("user"u8, user.Name);
        json.WriteString("role"u8, RoleNames.Of(user.Role));
        json.WriteBoolean("enabled"u8, user.IsEnabled);
        json.WriteBoolean("has_password"u8, user.PasswordHash is not null);
        json.WriteNumber("keys"u8, user.Keys.Length);
        json.WriteTime(Created, new Timestamp(user.Created));
        json.WriteEndObject();
    }

    /// <param name="at">The key, what is shown of it only once or nothing, and the time that it is now.</param>
    public static void WriteKey(Utf8JsonWriter json, (KnownKey Key, string Text, long Now) at)
    {
        var key = at.Key;
        json.WriteStartObject();
        json.WriteString("id"u8, key.Id);
        if (at.Text.Length > 0)
            json.WriteString("key"u8, at.Text);
        json.WriteString("user"u8, key.User);
        json.WriteString("name"u8, key.Name);
        json.WriteString("scopes"u8, ScopeNames.Of(key.Scopes));
        json.WriteNumber("session"u8, key.Number);
        json.WriteString("state"u8, StateOf(key, at.Now));
        json.WriteTime(Created, new Timestamp(key.Created));
        if (key.Expires is { } expires)
            json.WriteTime(Expires, new Timestamp(expires));
        if (key.Revoked is { } revoked)
            json.WriteTime(Revoked, new Timestamp(revoked));
        if (key.FormerHash.Length > 0 && at.Now < key.FormerExpires)
            json.WriteTime(FormerExpires, new Timestamp(key.FormerExpires));
        json.WriteEndObject();
    }

    public static void WriteToken(Utf8JsonWriter json, (string Text, long Expires, Caller Caller, Scopes Scopes) token)
    {
        json.WriteStartObject();
        json.WriteString("token"u8, token.Text);
        json.WriteString("token_type"u8, "Bearer"u8);
        json.WriteTime(Expires, new Timestamp(token.Expires * Timestamp.PerSecond));
        json.WriteString("user"u8, token.Caller.User);
        json.WriteString("role"u8, RoleNames.Of(token.Caller.Role));
        json.WriteString("scopes"u8, ScopeNames.Of(token.Scopes));
        json.WriteEndObject();
    }

    public static void WriteMe(Utf8JsonWriter json, Caller caller)
    {
        json.WriteStartObject();
        json.WriteString("user"u8, caller.User);
        json.WriteString("role"u8, RoleNames.Of(caller.Role));
        json.WriteString("scopes"u8, ScopeNames.Of(caller.Scopes));
        if (caller.Key.Length > 0)
        {
            json.WriteString("key"u8, caller.Key);
            json.WriteNumber("session"u8, caller.Session);
        }

        if (caller.Expires != long.MaxValue)
            json.WriteTime(Expires, new Timestamp(caller.Expires));
        json.WriteEndObject();
    }

    public static void WriteSigningKey(Utf8JsonWriter json, string id)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, id);
        json.WriteEndObject();
    }

    /// <summary>A page of something under its name, and how to ask for the next.</summary>
    public static void WritePage<T>(
        Utf8JsonWriter json, JsonEncodedText name, IEnumerable<T> rows, string cursor, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartObject();
        json.WriteStartArray(name);
        foreach (var row in rows)
            write(json, row);
        json.WriteEndArray();
        if (cursor.Length > 0)
            json.WriteString("next_cursor"u8, cursor);
        json.WriteEndObject();
    }

    private static string StateOf(KnownKey key, long now) =>
        key.Revoked is not null ? "revoked" : key.IsUsable(now) ? "active" : "expired";
}
