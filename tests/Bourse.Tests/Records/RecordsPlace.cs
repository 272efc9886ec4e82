using Bourse.Records;

namespace Bourse.Tests.Records;

/// <summary>Where the tests of a class keep records.</summary>
public abstract class RecordsPlace : IDisposable
{
    /// <summary>A database with its tables and nothing in them; what was there before may be gone.</summary>
    internal RecordsDatabase Empty(int batchRecords = 1000)
    {
        var database = OpenEmpty(new RecordsOptions { BatchRecords = batchRecords });
        database.Migrate();
        return database;
    }

    public void Dispose()
    {
        Dispose(isDisposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract RecordsDatabase OpenEmpty(RecordsOptions options);

    protected abstract void Dispose(bool isDisposing);
}
