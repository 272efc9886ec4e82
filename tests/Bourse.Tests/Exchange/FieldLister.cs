using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Bourse.Exchange;

namespace Bourse.Tests.Exchange;

/// <summary>Lists the fields that a snapshot has of a record, as rows of its document.</summary>
internal readonly partial struct FieldLister() : IFields
{
    private readonly List<(string Name, int Bytes, string Of)> _fields = [];

    public void Copy<T>(ref T field, string name)
        where T : unmanaged => _fields.Add((WordsOf(name), Unsafe.SizeOf<T>(), ""));

    public void CopyNumber(ref int field, Numbered of, string name) =>
        _fields.Add((WordsOf(name), sizeof(int), $"number of {WordsOf($".{of}")}"));

    public override string ToString()
    {
        var at = 0;
        var rows = new List<string> { "| at | bytes | field | |", "|---|---|---|---|" };
        foreach (var (name, bytes, of) in _fields)
        {
            rows.Add($"| {at} | {bytes} | {name} | {of} |".Replace("  ", " ", StringComparison.Ordinal));
            at += bytes;
        }

        return string.Join('\n', rows) + "\n";
    }

    // "order.InAccount.Next" is "in account next".
    private static string WordsOf(string name) =>
        Capital().Replace(name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..], " $1")
            .Replace('.', ' ').Replace("  ", " ", StringComparison.Ordinal).Trim().ToLowerInvariant();

    [GeneratedRegex("([A-Z])")]
    private static partial Regex Capital();
}
