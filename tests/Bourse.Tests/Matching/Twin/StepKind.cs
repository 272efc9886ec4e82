namespace Bourse.Tests.Matching;

internal enum StepKind
{
    Submit,
    Cancel,
    Replace,
    Call,
    Uncross,
    Indicative,

    /// <summary>The book is written to a snapshot and read back.</summary>
    Reopen,
}
