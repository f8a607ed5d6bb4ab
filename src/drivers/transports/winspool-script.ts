/**
 * Two lines on its input: the queue's name, and the bytes to spool or the word `look`. One line on its output. The
 * printer's own status comes before anything is spooled: offline (80h), not available (1000h), in error (2h); and the
 * queue's attribute "use printer offline" (400h), which Windows sets for a cable that was pulled.
 */
export const winspoolScript = `$ErrorActionPreference = 'Stop'
$queue = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String([Console]::In.ReadLine()))
$job = [Console]::In.ReadLine()
Add-Type -TypeDefinition @'
using System;
using System.Runtime.InteropServices;
public static class TillwrightSpool {
  [StructLayout(LayoutKind.Sequential, CharSet = CharSet.Unicode)]
  class DocInfo { public string Name; public string Output; public string Type; }
  [DllImport("winspool.drv", CharSet = CharSet.Unicode, SetLastError = true)] static extern bool OpenPrinterW(string name, out IntPtr printer, IntPtr defaults);
  [DllImport("winspool.drv", SetLastError = true)] static extern bool ClosePrinter(IntPtr printer);
  [DllImport("winspool.drv", CharSet = CharSet.Unicode, SetLastError = true)] static extern bool GetPrinterW(IntPtr printer, int level, IntPtr into, int size, out int needed);
  [DllImport("winspool.drv", CharSet = CharSet.Unicode, SetLastError = true)] static extern int StartDocPrinterW(IntPtr printer, int level, [In] DocInfo document);
  [DllImport("winspool.drv", SetLastError = true)] static extern bool EndDocPrinter(IntPtr printer);
  [DllImport("winspool.drv", SetLastError = true)] static extern bool WritePrinter(IntPtr printer, byte[] bytes, int count, out int written);
  static string No(string step) { return "NO " + step + " " + Marshal.GetLastWin32Error(); }
  static string Offline(IntPtr printer) {
    int needed;
    GetPrinterW(printer, 2, IntPtr.Zero, 0, out needed);
    if (needed <= 0) return No("look");
    IntPtr into = Marshal.AllocHGlobal(needed);
    try {
      if (!GetPrinterW(printer, 2, into, needed, out needed)) return No("look");
      int attributes = Marshal.ReadInt32(into, 13 * IntPtr.Size);
      int status = Marshal.ReadInt32(into, 13 * IntPtr.Size + 20);
      return (attributes & 0x400) != 0 || (status & 0x1082) != 0 ? "NO offline " + status : null;
    } finally { Marshal.FreeHGlobal(into); }
  }
  public static string Run(string queue, byte[] bytes) {
    IntPtr printer;
    if (!OpenPrinterW(queue, out printer, IntPtr.Zero)) return No("open");
    try {
      string offline = Offline(printer);
      if (offline != null) return offline;
      if (bytes == null) return "OK 0";
      DocInfo document = new DocInfo { Name = "Tillwright", Type = "RAW" };
      if (StartDocPrinterW(printer, 1, document) == 0) return No("start");
      int written = 0;
      bool whole = WritePrinter(printer, bytes, bytes.Length, out written);
      if (!whole && written == 0) return No("write");
      EndDocPrinter(printer);
      return "OK " + written;
    } finally { ClosePrinter(printer); }
  }
}
'@
$bytes = $null
if ($job -ne 'look') { $bytes = [Convert]::FromBase64String($job) }
[Console]::Out.WriteLine([TillwrightSpool]::Run($queue, $bytes))
`
