namespace Bourse.Tests.Matching;

/// <summary>Enumeration values as stories write them: "would-take" for WouldTake, a number for a value without a name.</summary>
internal static class Words
{
    public static string Of<T>(T value) where T : struct, Enum =>
        string.Concat($"{value}".Select((letter, i) =>
            !char.IsUpper(letter) ? $"{letter}" : i == 0 ? $"{char.ToLowerInvariant(letter)}" : $"-{char.ToLowerInvariant(letter)}"));

    public static T Parse<T>(string word) where T : struct, Enum => Enum.Parse<T>(word.Replace("-", ""), ignoreCase: true);
}
