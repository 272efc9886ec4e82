using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Bourse.Benches;

/// <summary>
/// A CSV archive as large as wanted: the RIO trades of the sample, week after week, so that time goes on as it does in
/// a real archive.
/// </summary>
internal static class BenchArchive
{
    private const int DaysPerRound = 7;

    /// <summary>Writes at least that many rows; returns how many.</summary>
    public static long Write(string path, long rowsMin)
    {
        var lines = ReadLines(Path.Combine(NodeFeeds.SampleFolder, "trades", "7458.csv.gz"));
        using var output = new StreamWriter(path, append: false, Encoding.ASCII, 1 << 20);
        long rows = 0;
        for (var round = 0; rows < rowsMin; round++)
        {
            var dates = new Dictionary<string, string>();
            foreach (var line in lines)
            {
                var date = line[..10];
                if (!dates.TryGetValue(date, out var shifted))
                    dates[date] = shifted = Shift(date, round * DaysPerRound);
                output.Write(shifted);
                output.Write(line.AsSpan(10));
                output.Write("\r\n");
            }

            rows += lines.Count;
        }

        return rows;
    }

    private static List<string> ReadLines(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
            lines.Add(line);
        return lines;
    }

    private static string Shift(string date, int days) =>
        DateOnly.ParseExact(date, "MM/dd/yyyy", CultureInfo.InvariantCulture).AddDays(days)
            .ToString("MM/dd/yyyy", CultureInfo.InvariantCulture);
}
