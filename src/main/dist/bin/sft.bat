@echo off
rem Starts SFT Workbench: the window without arguments, a command otherwise ('sft --help').
rem Uses the Java that an installed program brings along, else the one that JAVA_HOME names, else the one on the PATH. SFT_JAVA_OPTS goes to Java as it is, such as -Xmx8g.
setlocal
for %%I in ("%~dp0..") do set "SFT_DIR=%%~fI"

set "SFT_INSTALLED=true"
set "SFT_JAVA=%SFT_DIR%\..\runtime\bin\java.exe"
if exist "%SFT_JAVA%" goto run

set "SFT_INSTALLED=false"
set "SFT_JAVA=java.exe"
if not defined JAVA_HOME goto find
set "SFT_JAVA=%JAVA_HOME%\bin\java.exe"
if exist "%SFT_JAVA%" goto version
echo sft: JAVA_HOME is %JAVA_HOME%, but there is no bin\java.exe in it. Set it to a Java 17 or later, or unset it. 1>&2
exit /b 1

:find
where java.exe >nul 2>nul
if not errorlevel 1 goto version
echo sft: no Java was found. Install Java 17 or later, or set JAVA_HOME. 1>&2
exit /b 1

:version
set "SFT_VERSION="
for /f "tokens=1-3" %%A in ('call "%SFT_JAVA%" -version 2^>^&1') do if "%%B"=="version" if not defined SFT_VERSION set "SFT_VERSION=%%~C"
set "SFT_MAJOR=0"
for /f "delims=.-+_" %%M in ("%SFT_VERSION%") do set "SFT_MAJOR=%%M"
if %SFT_MAJOR% GEQ 17 goto run
echo sft: %SFT_JAVA% is Java %SFT_VERSION%, which is too old. Install Java 17 or later, or set JAVA_HOME to one. 1>&2
exit /b 1

:run
rem CUDA counts GPUs as nvidia-smi lists them, and not by speed.
if not defined CUDA_DEVICE_ORDER set "CUDA_DEVICE_ORDER=PCI_BUS_ID"
if not defined TORCH_CUDNN_SDPA_DEPRIORITIZED set "TORCH_CUDNN_SDPA_DEPRIORITIZED=1"
if not defined TORCH_CUDNN_SDPA_PREFERRED set "TORCH_CUDNN_SDPA_PREFERRED=0"
rem oneDNN and torch each keep compiled products for 1,024 shapes; what one step repeats is far fewer.
if not defined LRU_CACHE_CAPACITY set "LRU_CACHE_CAPACITY=128"
if not defined ONEDNN_PRIMITIVE_CACHE_CAPACITY set "ONEDNN_PRIMITIVE_CACHE_CAPACITY=128"

rem Windows must find the CUDA libraries: where they are said to be, or where they are fetched to.
set "SFT_CUDA=%LOCALAPPDATA%\SFT Workbench\cuda"
if defined SFT_CUDA_DIR set "SFT_CUDA=%SFT_CUDA_DIR%"
set "PATH=%SFT_CUDA%\2.7.1-cu128-win-x86_64\torch\lib;%PATH%"
if defined PYTORCH_LIBRARY_PATH set "PATH=%PYTORCH_LIBRARY_PATH%;%PATH%"

rem Less inlining: see the script for Linux and macOS.
"%SFT_JAVA%" --enable-native-access=ALL-UNNAMED -XX:FreqInlineSize=100 -XX:InlineSmallCode=1000 -Dfile.encoding=UTF-8 "-Dsft.home=%SFT_DIR%" "-Dsft.installed=%SFT_INSTALLED%" %SFT_JAVA_OPTS% -cp "%SFT_DIR%\lib\*" org.sftworkbench.Launcher %*
exit /b %ERRORLEVEL%
