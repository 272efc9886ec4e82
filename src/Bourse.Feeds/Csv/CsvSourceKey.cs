using System.Security.Cryptography;
using System.Text;

namespace Bourse.Feeds.Csv;

/// <summary>The name of a file's contents on the tape: the same wherever the file lies, compressed or not.</summary>
internal static class CsvSourceKey
{
    /// <summary>"csv:asx-trades:ASX:BHP:" and 16 hexadecimal digits of profile name and first data row.</summary>
    public static string Of(CsvProfile profile, string symbol, ReadOnlySpan<byte> firstRow)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(profile.Name + "\n"));
        hash.AppendData(firstRow);
        var digits = Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
        return $"csv:{profile.Name}:{profile.Venue.Code}:{(symbol.Length > 0 ? symbol : "*")}:{digits}";
    }

    /// <summary>The key as the name of a file.</summary>
    public static string ToFileName(string key) => key.Replace(':', '-').Replace('/', '_').Replace('*', '_');
}
