using Bourse.Market;
using Bourse.Tape;

namespace Bourse.Feeds.Csv;

/// <summary>
/// Loads archives onto the tape: all files side by side, merged by the venue's time, each file's rows in their order.
/// What the tape has already is passed over, so that a load that was interrupted goes on where it was. Bad rows become
/// dead letters; a file that cannot be used is named at the end and does not keep the others from loading.
/// </summary>
public sealed class CsvFeed : IFeed
{
    private const int EventsPerStopCheck = 256;

    private readonly List<(CsvFile File, CsvProfile Profile)> _files;
    private readonly CsvOptions _options;
    private readonly string _deadLetterDirectory;
    private readonly List<string> _faults = [];

    /// <param name="deadLetterDirectory">Made with the first bad row.</param>
    /// <exception cref="FeedException">Too many files, an unknown or wrong profile, or a missing symbol.</exception>
    public CsvFeed(string name, IReadOnlyList<CsvFile> files, CsvOptions options, string deadLetterDirectory)
    {
        if (files.Count > options.FilesMax)
            throw new FeedException($"{files.Count} files are more than the {options.FilesMax} of one feed");
        Name = name;
        _files = [.. files.Select(file => (file, file.OpenProfile()))];
        _options = options;
        _deadLetterDirectory = deadLetterDirectory;
    }

    public string Name { get; }

    /// <summary>To be polled from any thread.</summary>
    public CsvProgress Progress { get; } = new();

    /// <inheritdoc/>
    public void Run(TapeInlet tape, CancellationToken stopping)
    {
        try
        {
            tape.PublishState(FeedState.Live, $"{Name}: loading {_files.Count} files");
            Load(tape, stopping);
        }
        finally
        {
            Progress.Finish();
        }

        if (_faults.Count == 0)
            tape.PublishState(FeedState.Finished, $"{Name}: {Progress.Rows} rows, {Progress.BadRows} bad");
        else
            throw new FeedException(string.Join("; ", _faults));
    }

    private void Load(TapeInlet tape, CancellationToken stopping)
    {
        var sources = new List<CsvSource>();
        try
        {
            foreach (var (file, profile) in _files)
                Open(file, profile, tape, sources);
            for (var published = 0; sources.Count > 0; published++)
            {
                if (published % EventsPerStopCheck == 0)
                    stopping.ThrowIfCancellationRequested();
                var next = EarliestOf(sources);
                next.Publish(tape);
                Advance(next, tape, sources);
            }
        }
        finally
        {
            foreach (var source in sources)
                source.Dispose();
        }
    }

    private void Open(CsvFile file, CsvProfile profile, TapeInlet tape, List<CsvSource> sources)
    {
        CsvSource source;
        try
        {
            Progress.AddBytesTotal(new FileInfo(file.Path).Length);
            source = new CsvSource(file, profile, _options, _deadLetterDirectory, tape, Progress);
        }
        catch (Exception fault) when (IsOfFile(fault))
        {
            Report(tape, fault);
            return;
        }

        sources.Add(source);
        Advance(source, tape, sources);
    }

    private void Advance(CsvSource source, TapeInlet tape, List<CsvSource> sources)
    {
        try
        {
            if (source.TryAdvance())
                return;
        }
        catch (Exception fault) when (IsOfFile(fault))
        {
            Report(tape, fault);
        }

        sources.Remove(source);
        source.Dispose();
    }

    private static bool IsOfFile(Exception fault) =>
        fault is FeedException or IOException or UnauthorizedAccessException;

    private void Report(TapeInlet tape, Exception fault)
    {
        _faults.Add(fault.Message);
        tape.PublishState(FeedState.Failed, fault.Message);
    }

    // Files are few and events many: a look at each file's next time is cheaper than keeping them sorted.
    private static CsvSource EarliestOf(List<CsvSource> sources)
    {
        var earliest = sources[0];
        for (var i = 1; i < sources.Count; i++)
            if (sources[i].Time < earliest.Time)
                earliest = sources[i];
        return earliest;
    }
}
