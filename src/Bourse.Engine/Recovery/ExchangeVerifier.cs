using Bourse.Journal;

namespace Bourse.Engine;

/// <summary>Checks an exchange's journals against each other, beside whoever writes them or without.</summary>
public static class ExchangeVerifier
{
    /// <summary>
    /// Carries out all orders again and compares the blotter byte for byte. That it lacks its end is no fault: the next
    /// start adds that.
    /// </summary>
    /// <exception cref="BlotterException">They differ; the message says where.</exception>
    /// <exception cref="JournalException">A journal cannot be read.</exception>
    public static ReplayReport Verify(string ordersFolder, string blotterFolder)
    {
        using var orders = JournalReader.Open(ordersFolder);
        using var blotter = JournalReader.Open(blotterFolder);
        var replay = new BlotterReplay(orders, blotter);
        replay.Run(missing: null);
        return replay.Report();
    }
}
