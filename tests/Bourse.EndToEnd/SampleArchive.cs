using System.Globalization;
using System.IO.Compression;

namespace Bourse.EndToEnd;

/// <summary>The ASX sample read by the plainest means: text split at commas, decimals, the week's one offset.</summary>
internal static class SampleArchive
{
    // That week Sydney was on daylight time.
    private static readonly TimeSpan SydneyOffset = TimeSpan.FromHours(11);

    public static string Folder { get; } = FindFolder();

    public static List<Print> Trades(string companyId) =>
    [
        .. from line in Lines(Path.Combine(Folder, "trades", companyId + ".csv.gz"))
           let fields = line.Split(',')
           let local = DateTime.ParseExact(
               fields[0] + " " + fields[1], "MM/dd/yyyy HH:mm:ss.fff", CultureInfo.InvariantCulture)
           select new Print(
               DateOnly.FromDateTime(local),
               new DateTimeOffset(local, SydneyOffset).UtcDateTime,
               decimal.Parse(fields[2], CultureInfo.InvariantCulture),
               long.Parse(fields[3], CultureInfo.InvariantCulture),
               IsPriced: fields[5] != "X"),
    ];

    public static IEnumerable<string> Lines(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    private static string FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Bourse.slnx")))
                return Path.Combine(folder.FullName, "samples", "asx");
        throw new DirectoryNotFoundException("No checkout above the tests.");
    }

    internal sealed record Print(DateOnly Day, DateTime Time, decimal Price, long Size, bool IsPriced);
}
