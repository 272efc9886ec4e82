using System.Globalization;
using System.Security.Cryptography;
using Bourse.MatchingWorkload;

// See docs/matching-harness.md.
if (args is not [var folder, .. { Length: <= 5 } numbers])
{
    await Console.Error.WriteLineAsync(
        "<folder> [<seed> [<messages> [<live orders> [<percent cancelled> [<percent modified>]]]]]");
    return 2;
}

var options = new WorkloadOptions();
options = options with
{
    Seed = Number(0, options.Seed),
    Messages = Number(1, options.Messages),
    LiveOrders = Number(2, options.LiveOrders),
    CancelledPercent = Number(3, options.CancelledPercent),
    ModifiedPercent = Number(4, options.ModifiedPercent),
};
var file = WorkloadMessage.File(OverlappingOrders.Make(options));
await File.WriteAllBytesAsync(Path.Combine(folder, options.FileName), file);
Console.WriteLine($"{options.FileName}  sha256 {Convert.ToHexStringLower(SHA256.HashData(file))}");
Console.WriteLine($"--scenario {options.Scenario} --seed {options.Seed} --count {options.Messages}");
return 0;

int Number(int at, int unless) =>
    at < numbers.Length ? int.Parse(numbers[at], CultureInfo.InvariantCulture) : unless;
