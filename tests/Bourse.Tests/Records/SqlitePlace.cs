using Bourse.Records;
using Microsoft.Data.Sqlite;

namespace Bourse.Tests.Records;

/// <summary>Files of SQLite's.</summary>
public sealed class SqlitePlace : RecordsPlace
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("bourse-records-").FullName;
    private int _files;

    protected override RecordsDatabase OpenEmpty(RecordsOptions options) =>
        RecordsDatabase.InFile(Path.Combine(_folder, $"records-{++_files}.db"), options);

    protected override void Dispose(bool isDisposing)
    {
        SqliteConnection.ClearAllPools();
        System.IO.Directory.Delete(_folder, recursive: true);
    }
}
