using Bourse.Market;

namespace Bourse.Tests.Exchange;

/// <summary>Values as stories write them.</summary>
internal static class Words
{
    /// <summary>"would-take" for WouldTake, a number for a value without a name.</summary>
    public static string Of<T>(T value) where T : struct, Enum => Matching.Words.Of(value);

    public static T Parse<T>(string word) where T : struct, Enum => Matching.Words.Parse<T>(word);

    public static string Amount(Int128 units) =>
        units >= long.MinValue && units <= long.MaxValue ? new Price((long)units).ToString() : $"{units}e-8";

    public static long Amount(string text) => Price.Parse(text).Units;
}
