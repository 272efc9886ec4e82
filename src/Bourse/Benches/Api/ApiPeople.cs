using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Bourse.Benches;

/// <summary>Users with a key each, made through the interface itself and kept in a file beside the data.</summary>
internal static class ApiPeople
{
    private const string FileName = "bench-keys.txt";
    private const int RequestsAtOnce = 8;

    /// <summary>The users' keys, in the order of their accounts; they are made where they are not there yet.</summary>
    public static async Task<string[]> KeysAsync(HttpClient asOperator, string data, int users)
    {
        var file = Path.Combine(data, FileName);
        if (File.Exists(file))
            return await File.ReadAllLinesAsync(file);
        var keys = new string[users];
        await Parallel.ForAsync(
            0, users, new ParallelOptions { MaxDegreeOfParallelism = RequestsAtOnce },
            async (i, _) => keys[i] = await MakeAsync(asOperator, ExchangeFlow.AccountName(ExchangeFlow.FirstAccount + i)));
        await File.WriteAllLinesAsync(file, keys);
        return keys;
    }

    private static async Task<string> MakeAsync(HttpClient asOperator, string user)
    {
        await PostAsync(asOperator, "/v1/users", new JsonObject { ["user"] = user, ["role"] = "trader" });
        var made = await PostAsync(asOperator, "/v1/keys", new JsonObject { ["user"] = user, ["name"] = "bench" });
        return (string)made["key"]!;
    }

    private static async Task<JsonNode> PostAsync(HttpClient client, string path, JsonObject body)
    {
        using var answer = await client.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? JsonNode.Parse(text)!
            : throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {text}");
    }
}
