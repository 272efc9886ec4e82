using Bourse.Feeds.Csv;
using Bourse.Roles;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Commands;

/// <summary>A load that can be watched: in this process, or in a server.</summary>
internal sealed class Loading(Func<CancellationToken, Task<LoadState>> read, params IDisposable[] owned) : IDisposable
{
    /// <summary>Loads in this process, which becomes the tape's writer for the time of it.</summary>
    /// <exception cref="Bourse.Journal.JournalException">The tape is held by another process or damaged.</exception>
    public static Loading Here(IReadOnlyList<CsvFile> files, NodeOptions options)
    {
        var feed = NodeFeeds.Archive("load", files, options);
        var folder = DataDirectory.Create(options.Data);
        var tape = Tape.Tape.Open(options.Tape, options.TapeJournal with { Directory = folder }, TimeProvider.System);
        var writer = new TapeRole(tape, NullLogger.Instance);
        var role = new FeedRole(feed, tape, NullLogger.Instance);
        writer.Start();
        role.Start();
        return new Loading(_ => Task.FromResult(LoadState.Of(role, feed.Progress)), new Ending(role, writer), tape);
    }

    public Task<LoadState> ReadAsync(CancellationToken stopping) => read(stopping);

    public void Dispose()
    {
        foreach (var part in owned)
            part.Dispose();
    }

    private sealed class Ending(FeedRole role, TapeRole writer) : IDisposable
    {
        public void Dispose()
        {
            role.Cancel();
            role.Join();
            writer.Stop();
            role.Dispose();
            writer.Dispose();
        }
    }
}
