namespace Bourse.Feeds.Csv;

/// <summary>
/// A folder of ASX files: trades/ and quotes/ hold a file a company, named by its number;
/// reference-data/company_info.csv gives each number its symbol and name.
/// </summary>
public static class AsxArchive
{
    private static readonly string[] Endings = [".csv", ".csv.gz"];

    /// <summary>The files of the folder, trades first, in the order of the reference data.</summary>
    /// <exception cref="FeedException">The reference data cannot be read or names no company.</exception>
    public static IReadOnlyList<CsvFile> Files(string folder)
    {
        var companies = Companies(Path.Combine(folder, "reference-data", "company_info.csv"));
        return [.. FilesOf(folder, "trades", companies), .. FilesOf(folder, "quotes", companies)];
    }

    private static IEnumerable<CsvFile> FilesOf(string folder, string kind, IEnumerable<Company> companies) =>
        from company in companies
        from ending in Endings
        let path = Path.Combine(folder, kind, company.Number + ending)
        where File.Exists(path)
        select new CsvFile { Path = path, Profile = "asx-" + kind, Symbol = company.Symbol, Name = company.Name };

    // company_id,symbol,company_name,ISIN,start_date,end_date
    private static List<Company> Companies(string path)
    {
        try
        {
            var rows = File.ReadLines(path).Skip(1).Select(line => line.Split(',')).Where(row => row.Length >= 3);
            var companies = rows.Select(row => new Company(row[0], row[1], row[2])).ToList();
            return companies.Count > 0 ? companies : throw new FeedException($"{path} names no company");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new FeedException(fault.Message, fault);
        }
    }

    private sealed record Company(string Number, string Symbol, string Name);
}
