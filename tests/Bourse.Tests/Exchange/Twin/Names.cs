namespace Bourse.Tests.Exchange;

/// <summary>What stories call the accounts, assets and instruments that they begin with; others go by "#number".</summary>
internal static class Names
{
    public static readonly string[] Accounts = ["", "house", "ann", "bob", "cat", "dan"];
    public static readonly string[] Assets = ["", "USD", "XYZ", "ABC"];
    public static readonly string[] Instruments = ["", "XYZ-USD", "ABC-USD", "XYZ-ABC", "P:XYZ"];

    public static string Of(string[] names, int number) =>
        number > 0 && number < names.Length ? names[number] : $"#{number}";

    public static int Parse(string[] names, string name) =>
        name.StartsWith('#') ? int.Parse(name.AsSpan(1), null)
        : Array.IndexOf(names, name) is var number and > 0 ? number
        : throw new FormatException($"A story knows no \"{name}\".");
}
