using System.Security.Cryptography;

namespace Bourse.Engine;

/// <summary>One file of a backup.</summary>
/// <param name="Path">Within the backup's folder.</param>
/// <param name="Sha256">Of its bytes, in hexadecimal.</param>
public sealed record BackedUpFile(string Path, long Bytes, string Sha256)
{
    internal static BackedUpFile Of(string folder, string path)
    {
        using var file = File.OpenRead(System.IO.Path.Combine(folder, path));
        return new BackedUpFile(path, file.Length, Convert.ToHexStringLower(SHA256.HashData(file)));
    }
}
