using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bourse.Market;

namespace Bourse.Gateway.Auth;

/// <summary>
/// The keys that tokens are signed with: the newest signs, those before it are known until their tokens are over. Kept in
/// signing.json, which only the owner may read. Reading: any thread, without a lock; one rotation at a time.
/// </summary>
public sealed class SigningKeys
{
    private const string FileName = "signing.json";
    private const int KeysMax = 8;
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    private readonly string _folder;
    private readonly TimeProvider _clock;
    private readonly Lock _rotating = new();

    // The newest first.
    private volatile SigningKey[] _keys;

    private SigningKeys(string folder, TimeProvider clock, SigningKey[] keys) =>
        (_folder, _clock, _keys) = (folder, clock, keys);

    internal SigningKey Current => _keys[0];

    /// <summary>Reads the keys of a folder; makes one where there is none.</summary>
    /// <exception cref="IOException">The folder cannot be read or written.</exception>
    /// <exception cref="GatewayException">The file is not one of keys.</exception>
    public static SigningKeys Open(string folder, TimeProvider clock)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerFolder);
        var path = Path.Combine(folder, FileName);
        if (File.Exists(path))
            return new SigningKeys(folder, clock, Read(path));
        var keys = new SigningKeys(folder, clock, [SigningKey.New()]);
        keys.Write(keys._keys);
        return keys;
    }

    /// <summary>Makes a new key; those that no token can be of any more are forgotten.</summary>
    /// <param name="tokenLife">How long a token is good for at most.</param>
    /// <returns>The new key's id.</returns>
    public string Rotate(TimeSpan tokenLife)
    {
        lock (_rotating)
        {
            var now = Timestamp.FromDateTime(_clock.GetUtcNow()).Nanoseconds;
            var oldest = now - (tokenLife.Ticks * 100);
            SigningKey[] keys =
            [
                SigningKey.New(),
                .. _keys.Select(key => key.Retired == 0 ? key with { Retired = now } : key)
                    .Where(key => key.Retired >= oldest).Take(KeysMax - 1),
            ];
            Write(keys);
            _keys = keys;
            return keys[0].Id;
        }
    }

    /// <summary>The key whose tokens begin as this one does; null for none.</summary>
    internal SigningKey? Of(ReadOnlySpan<char> token)
    {
        foreach (var key in _keys)
            if (token.StartsWith(key.Header, StringComparison.Ordinal))
                return key;
        return null;
    }

    private static SigningKey[] Read(string path)
    {
        try
        {
            var keys = JsonNode.Parse(File.ReadAllText(path))!["keys"]!.AsArray().Select(Read).ToArray();
            if (keys.Length > 0 && keys.All(key => key.Secret.Length == SigningKey.SecretBytes))
                return keys;
        }
        catch (Exception fault) when (fault is JsonException or FormatException or InvalidOperationException
            or NullReferenceException)
        {
            // Said below; the fault would quote the file.
        }

        throw new GatewayException($"'{path}' is not a file of signing keys; without it a new one is made.");
    }

    private static SigningKey Read(JsonNode? key) => new(
        (string)key!["id"]!, Base64Url.DecodeFromChars((string)key["secret"]!), (long)key["retired"]!);

    // Whole or not at all, and never readable by others, not even while it is written.
    private void Write(SigningKey[] keys)
    {
        var json = new JsonObject
        {
            ["keys"] = new JsonArray(
            [
                .. keys.Select(key => new JsonObject
                {
                    ["id"] = key.Id, ["secret"] = Base64Url.EncodeToString(key.Secret), ["retired"] = key.Retired,
                }),
            ]),
        };
        var path = Path.Combine(_folder, FileName);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerFile;
        using (var file = new FileStream(path + ".new", options))
        {
            JsonSerializer.Serialize(file, json);
            file.Flush(flushToDisk: true);
        }

        File.Move(path + ".new", path, overwrite: true);
    }
}
