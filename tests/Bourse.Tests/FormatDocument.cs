namespace Bourse.Tests;

/// <summary>Reads the golden bytes of a format document: its fenced blocks "hex name".</summary>
internal static class FormatDocument
{
    /// <summary>The bytes of one block; fails when the document has not exactly one of that name.</summary>
    public static byte[] Hex(string documentPath, string name)
    {
        var blocks = File.ReadAllText(Checkout.PathOf(documentPath)).Split("```");
        var block = Assert.Single(blocks, block => block.StartsWith($"hex {name}\n", StringComparison.Ordinal));
        var digits = block[$"hex {name}\n".Length..].Where(character => !char.IsWhiteSpace(character));
        return Convert.FromHexString(string.Concat(digits));
    }

    /// <summary>The names of all its blocks, in their order.</summary>
    public static IReadOnlyList<string> HexNames(string documentPath) =>
    [
        .. File.ReadAllLines(Checkout.PathOf(documentPath))
            .Where(line => line.StartsWith("```hex ", StringComparison.Ordinal))
            .Select(line => line["```hex ".Length..]),
    ];
}
