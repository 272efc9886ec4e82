using Microsoft.EntityFrameworkCore;

namespace Bourse.Records;

/// <summary>
/// A change of users or keys on its way: in the database's transaction, and what it makes of those known.
/// </summary>
internal sealed class DirectoryChange
{
    private readonly List<Func<People, People>> _steps = [];

    private DirectoryChange(RecordsContext context, DirectoryVersion version) => (Context, Version) = (context, version);

    public RecordsContext Context { get; }

    /// <summary>The version that it makes.</summary>
    public DirectoryVersion Version { get; }

    /// <summary>Takes the next version; another program's change waits for this one's end from here on.</summary>
    public static async Task<DirectoryChange> BeginAsync(RecordsContext context)
    {
        await context.DirectoryVersions.ExecuteUpdateAsync(
            row => row.SetProperty(version => version.Number, version => version.Number + 1));
        return new DirectoryChange(context, await context.DirectoryVersions.SingleAsync());
    }

    /// <summary>Notes what the change makes of those known.</summary>
    public DirectoryAnswer Is(Func<People, People> step)
    {
        _steps.Add(step);
        return DirectoryAnswer.Done;
    }

    public People Apply(People people) => _steps.Aggregate(people, (known, step) => step(known));
}
